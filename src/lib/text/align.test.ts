import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align, type Alignment } from './align.ts';
import { difference } from './difference.ts';
import { tokens } from './tokens.ts';

const BELL = `The old bell hung in the tower for ninety years.
Nora Quill said that nobody had rung it since the flood.
It weighs four hundred kilos, and the rope is gone.`;
const ECHO = `It weighs nearly four hundred kilos, and the rope is gone.
A visitor came on Monday. The old bell hung in the tower for ninety years.`;

const words = ['bell', 'tower', 'the', 'of', 'flood', 'rope', 'Nora', 'said', 'gone', 'kilos'];
const text = fc
  .array(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 }), { maxLength: 5 })
  .map((paragraphs) => paragraphs.map((paragraph) => `${paragraph.join(' ')}.`).join('\n'));

const turned = ({ matches, partners }: Alignment): Alignment => ({
  matches: matches
    .map(({ a, b, differs }) => ({ a: b, b: a, differs: { a: differs.b, b: differs.a } }))
    .sort((x, y) => x.a.start - y.a.start),
  partners: { a: partners.b, b: partners.a }
});
const slice = (of: string, { start, end }: { start: number; end: number }) => of.slice(start, end);

describe('two texts', () => {
  test('meet where they have the same words in a row, in whatever order, and nowhere else', () => {
    const { matches } = align(BELL, ECHO);
    expect(matches.map(({ a, b }) => [slice(BELL, a), slice(ECHO, b)])).toEqual([
      ['The old bell hung in the tower for ninety years', 'The old bell hung in the tower for ninety years'],
      [
        'It weighs four hundred kilos, and the rope is gone',
        'It weighs nearly four hundred kilos, and the rope is gone'
      ]
    ]);
  });

  test('are not cut before the word in which they part', () => {
    const rung = 'On Monday, the old bell of the tower was rung, and on Tuesday it fell.';
    const sold = 'In May, the old bell of the tower was sold.';
    const { matches } = align(rung, sold);
    expect(matches.map(({ a, b }) => [slice(rung, a), slice(sold, b)])).toEqual([
      ['the old bell of the tower was rung', 'the old bell of the tower was sold']
    ]);
    expect(matches[0]!.differs.b.map((range) => slice(sold, range))).toEqual(['sold']);
  });

  test('go paragraph by paragraph with the one that shares most', () => {
    expect(align(BELL, ECHO).partners).toEqual({ a: [1, null, 0], b: [2, 0] });
  });

  test('show the words that differ inside a passage', () => {
    const said = 'Nora Quill said that nobody had rung the harbour bell since the flood.';
    const heard = 'Nora Quill said that nobody had ever heard the harbour bell since the flood.';
    const { matches } = align(said, heard);
    expect(matches).toHaveLength(1);
    const { differs } = matches[0]!;
    expect(differs.a.map((range) => slice(said, range))).toEqual(['rung']);
    expect(differs.b.map((range) => slice(heard, range))).toEqual(['ever heard']);
  });

  test('of which one holds a turn of speech that stands anywhere do not meet in it', () => {
    expect(align('It was in the house of the mayor.', 'It was in the shed of the dog.').matches).toEqual([]);
  });

  test('meet where a key says so, whatever the words, but not across a passage found already', () => {
    const a = { start: BELL.indexOf('Nora'), end: BELL.indexOf(' said') };
    const b = { start: ECHO.indexOf('A visitor'), end: ECHO.indexOf(' came') };
    const { matches } = align(BELL, ECHO, [{ a, b }]);
    expect(matches).toHaveLength(3);
    expect(slice(BELL, matches[1]!.a)).toBe('Nora Quill said that nobody had rung it since the flood');
    expect(slice(ECHO, matches[1]!.b)).toBe('A visitor came on Monday');
    const over = { a: { start: 0, end: BELL.length }, b: { start: 0, end: ECHO.length } };
    expect(align(BELL, ECHO, [over])).toEqual(align(BELL, ECHO));
  });

  test('do not meet in what is folded', () => {
    const fold = { start: 0, end: BELL.indexOf('\n') };
    const { matches } = align(BELL, ECHO, [], { a: [fold], b: [] });
    expect(matches.map(({ a }) => slice(BELL, a))).toEqual([
      'It weighs four hundred kilos, and the rope is gone'
    ]);
  });

  test('that are one and the same align in full', () => {
    fc.assert(
      fc.property(text, (same) => {
        const { matches } = align(same, same);
        const covered = matches.flatMap(({ a }) =>
          tokens(same).filter(({ start, end }) => start >= a.start && end <= a.end)
        );
        expect(covered).toEqual(tokens(same));
        for (const { a, b, differs } of matches) {
          expect(a).toEqual(b);
          expect(differs).toEqual({ a: [], b: [] });
        }
      })
    );
  });

  test('align the same way round as the other', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(align(b, a)).toEqual(turned(align(a, b)));
      })
    );
  });

  test('are never left, and no word stands in two passages', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { matches, partners } = align(a, b);
        for (const [side, whole] of [
          ['a', a],
          ['b', b]
        ] as const) {
          const ranges = matches.map((match) => match[side]).sort((x, y) => x.start - y.start);
          ranges.forEach(({ start, end }, i) => {
            expect(start).toBeGreaterThanOrEqual(i === 0 ? 0 : ranges[i - 1]!.end);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(whole.length);
          });
          for (const match of matches)
            for (const { start, end } of match.differs[side]) {
              expect(start).toBeGreaterThanOrEqual(match[side].start);
              expect(end).toBeLessThanOrEqual(match[side].end);
            }
        }
        for (const partner of partners.a)
          if (partner !== null) expect(partner).toBeLessThan(partners.b.length);
      })
    );
  });
});

describe('a difference', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });

  test('leaves the same words in the same order on both sides', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const { a: inA, b: inB } = difference(a, b);
        const kept = (words: readonly string[], out: readonly { from: number; to: number }[]) =>
          words.filter((_, i) => out.every(({ from, to }) => i < from || i >= to));
        expect(kept(a, inA)).toEqual(kept(b, inB));
      })
    );
  });

  test('of a list with itself is none', () => {
    fc.assert(
      fc.property(list, (a) => {
        expect(difference(a, a)).toEqual({ a: [], b: [] });
      })
    );
  });
});
