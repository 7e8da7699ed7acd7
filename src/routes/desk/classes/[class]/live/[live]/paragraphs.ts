import type { Pointed } from '$lib/classroom/live/state.ts';
import type { Passage } from '$lib/exercises/define.ts';
import { paragraphs } from '$lib/text/tokens.ts';

/** Where a place stands in its text: the number of its paragraph, and how many there are. */
export function paragraphOf(
  passages: readonly Pick<Passage, 'source' | 'text'>[],
  { source, start }: Pointed
): { number: number; of: number } {
  const all = paragraphs(passages.find((each) => each.source === source)?.text ?? '');
  return { number: all.findIndex(({ end }) => end > start) + 1, of: all.length };
}

/**
 * The paragraph after what is pointed at, or before it, through the texts in their order: with it the wall scrolls.
 * @param pointed `null`: before the first paragraph
 * @param by 1 for the next, -1 for the one before
 * @returns `null` where there is none
 */
export function paragraphBy(
  passages: readonly Pick<Passage, 'source' | 'text'>[],
  pointed: Pointed | null,
  by: 1 | -1
): Pointed | null {
  const all = passages.flatMap(({ source, text }) =>
    paragraphs(text).map(({ start, end }) => ({ source, start, end }))
  );
  const at = pointed
    ? all.findIndex(({ source, end }) => source === pointed.source && end > pointed.start)
    : -1;
  return all[at + by] ?? null;
}
