import type { Range } from './span.ts';

/**
 * A word: letters and digits, held together by an apostrophe, a hyphen, or a point or comma between digits
 * (*Armenia's*, *multi-story*, *3,410*). A regular expression and not `Intl.Segmenter`, whose word lists
 * differ between browsers and servers: a learner's marks must mean the same in both.
 */
const WORD = /[\p{L}\p{N}\p{M}]+(?:(?:['’‐‑-]|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{N}\p{M}]+)*/gu;

/** The words of a text, in order. Punctuation and white space belong to no word. */
export function tokens(text: string): Range[] {
  return Array.from(text.matchAll(WORD), (m) => ({ start: m.index, end: m.index + m[0].length }));
}

/**
 * The index range `[from, to)` of the tokens that lie for at least half of their length in `range`.
 * @param words sorted and free of overlaps, as `tokens` gives them
 */
export function tokensIn(words: readonly Range[], range: Range): [from: number, to: number] {
  let from = firstEndingAfter(words, range.start);
  let to = firstEndingAfter(words, range.end);
  if (from < words.length && less(words[from]!, range)) from += 1;
  if (to < words.length && words[to]!.start < range.end && !less(words[to]!, range)) to += 1;
  return [from, Math.max(from, to)];
}

function less(word: Range, range: Range): boolean {
  const inside = Math.min(word.end, range.end) - Math.max(word.start, range.start);
  return 2 * inside < word.end - word.start;
}

/** The index of the first word that ends after an offset; how many words there are, where none does. */
export function firstEndingAfter(words: readonly Range[], offset: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The paragraphs of a text: what stands between line breaks, without the white space at their edges. */
export function paragraphs(text: string): Range[] {
  return Array.from(text.matchAll(/\S(?:[^\n]*\S)?/g), (m) => ({
    start: m.index,
    end: m.index + m[0].length
  }));
}
