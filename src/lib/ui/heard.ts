import type { Range } from './pieces.ts';
import type { Picked } from './picker.svelte.ts';

/** How many selected words are read out whole; of more, some from either end. */
const WHOLE = 10;
const ENDS = 4;

/** What is said of a selection. */
export function heardSelection(text: string, words: readonly Range[], { from, to }: Picked): string {
  const quote = (first: number, last: number) => text.slice(words[first]!.start, words[last]!.end);
  if (to - from < WHOLE) return `Selected: ${quote(from, to)}`;
  return `Selected: ${to - from + 1} words, from ${quote(from, from + ENDS - 1)} to ${quote(to - ENDS + 1, to)}`;
}

/** Whether a word is the first of a paragraph. */
export function opensParagraph(text: string, paragraphs: readonly Range[], word: Range): boolean {
  return paragraphs.some(
    (p) =>
      p.start <= word.start && word.end <= p.end && !/[\p{L}\p{N}]/u.test(text.slice(p.start, word.start))
  );
}
