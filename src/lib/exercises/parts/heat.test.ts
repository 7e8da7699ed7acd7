import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The tints of a class's answers, as `ClassBoard` and the tokens have them: measured, since nobody sees it in the code. */

const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const board = read('ClassBoard.svelte');
const tokens = read('../../ui/tokens.css');

type Colour = [red: number, green: number, blue: number];
type Matrix = readonly Colour[];

const colour = (hex: string) =>
  hex.match(/\w\w/g)!.map((two) => {
    const value = parseInt(two, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Colour;
const times = (matrix: Matrix, by: Colour) =>
  matrix.map((row) => row.reduce((sum, each, i) => sum + each * by[i]!, 0)) as Colour;

/** Linear light to Oklab and back (Ottosson 2020, A perceptual color space for image processing). */
const TO_CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005]
];
const TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766]
];
const FROM_LAB: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548]
];
const FROM_CONES: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701]
];
const oklab = (light: Colour) => times(TO_LAB, times(TO_CONES, light).map(Math.cbrt) as Colour);
const lightOf = (lab: Colour) =>
  times(FROM_CONES, times(FROM_LAB, lab).map((cone) => cone ** 3) as Colour).map((each) =>
    Math.min(1, Math.max(0, each))
  ) as Colour;
const mixed = (a: string, b: string, share: number) => {
  const [from, to] = [oklab(colour(b)), oklab(colour(a))];
  return lightOf(from.map((each, i) => each + share * (to[i]! - each)) as Colour);
};

const luminance = ([red, green, blue]: Colour) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
const contrast = (a: Colour, b: Colour) => {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (lighter! + 0.05) / (darker! + 0.05);
};

const pair = (css: string, name: string) =>
  new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css)!.slice(1) as [string, string];

for (const [at, theme] of ['light', 'dark'].entries())
  test(`${theme}: each tint is told from the one before it, and words on any are read`, () => {
    const heat = new RegExp(`--${theme}: (#\\w{6})`).exec(board)![1]!;
    const shares = [...board.matchAll(new RegExp(`var\\(--${theme}\\) (\\d+)%`, 'g'))].map(
      ([, percent]) => Number(percent) / 100
    );
    const sheet = pair(tokens, 'sheet')[at]!;
    const ink = colour(pair(board, 'ink')[at]!);
    const tints = [0, ...shares].map((share) => mixed(heat, sheet, share));
    expect(tints).toHaveLength(6);
    for (const [i, tint] of tints.entries()) {
      expect(contrast(tint, ink), `words on ${i}`).toBeGreaterThanOrEqual(7);
      if (i > 0) expect(contrast(tint, tints[i - 1]!), `${i - 1} and ${i}`).toBeGreaterThanOrEqual(1.13);
    }
  });
