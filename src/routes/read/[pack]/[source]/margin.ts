import type { Layer } from '$lib/reading/layers.ts';
import { DEVICES } from '$lib/reading/words.ts';

/** What stands in the margin at one line of a text. */
export interface Beside {
  /** From the top of the text's box, in pixels. */
  top: number;
  names: string[];
}

/** The devices of a text by the line in which each begins, where the marks stand just now. */
export function besides(text: HTMLElement, layer: Extract<Layer, { layer: 'framing' }>): Beside[] {
  const origin = text.getBoundingClientRect().top;
  const lines = new Map<number, string[]>();
  for (const mark of text.querySelectorAll<HTMLElement>('[data-stop]')) {
    const start = Number(mark.dataset.stop);
    const line = mark.getClientRects()[0];
    if (!line) continue;
    const top = Math.round(line.top - origin);
    // Marks of one line may differ by a pixel or two.
    const known = [...lines.keys()].find((other) => Math.abs(other - top) < line.height / 2) ?? top;
    const names = layer.entries
      .filter((entry) => entry.span.start === start)
      .map((entry) => DEVICES[entry.device].toLowerCase());
    lines.set(known, [...(lines.get(known) ?? []), ...names]);
  }
  return [...lines]
    .map(([top, names]) => ({ top, names: [...new Set(names)] }))
    .sort((a, b) => a.top - b.top);
}

/** Between names that stand in lines one below the other, in pixels. */
const GAP = 3;

/**
 * Where names stand that would stand in those above them: below those.
 * @param lines where each begins, from top to bottom
 * @param heights how high each is, in their order
 * @returns the tops
 */
export function apart(lines: readonly { top: number }[], heights: readonly number[]): number[] {
  let free = -Infinity;
  return lines.map(({ top }, i) => {
    const at = Math.max(top, free);
    free = at + heights[i]! + GAP;
    return at;
  });
}
