import type { Pointed } from '$lib/classroom/live/state.ts';
import type { Passage } from '$lib/exercises/define.ts';
import { paragraphs } from '$lib/text/tokens.ts';

type Texts = readonly Pick<Passage, 'source' | 'text'>[];

/** Every paragraph of the texts, in their order. */
export const paragraphsIn = (passages: Texts): Pointed[] =>
  passages.flatMap(({ source, text }) => paragraphs(text).map(({ start, end }) => ({ source, start, end })));

/** Which of these paragraphs a place is in; beyond the end of its text, the last of it; -1 where the text is none of these. */
export function paragraphIndex(all: readonly Pointed[], { source, start }: Pointed): number {
  const within = all.findIndex((each) => each.source === source && each.end > start);
  return within >= 0 ? within : all.findLastIndex((each) => each.source === source);
}

/**
 * Where a place stands in its text: the number of its paragraph, and how many there are.
 * @returns `null` where the text is none of these
 */
export function paragraphOf(passages: Texts, place: Pointed): { number: number; of: number } | null {
  const all = paragraphsIn(passages.filter(({ source }) => source === place.source));
  const at = paragraphIndex(all, place);
  return at < 0 ? null : { number: at + 1, of: all.length };
}

/**
 * The paragraph after what is pointed at, or before it, through the texts in their order: with it the wall scrolls.
 * @param pointed `null`: before the first paragraph
 * @param by 1 for the next, -1 for the one before
 * @returns `null` where there is none
 */
export function paragraphBy(passages: Texts, pointed: Pointed | null, by: 1 | -1): Pointed | null {
  const all = paragraphsIn(passages);
  return all[(pointed ? paragraphIndex(all, pointed) : -1) + by] ?? null;
}

/**
 * The place behind the last text, where the wall is turned to what stands below the texts.
 * @param last whether it is turned to the end of that
 */
export function endOf(passages: Texts, last = false): Pointed | null {
  const text = passages.at(-1);
  const at = text && text.text.length + Number(last);
  return text ? { source: text.source, start: at!, end: at! } : null;
}

/** The place before the first text, where the wall is turned to the end of the picture that stands above the texts. */
export function startOf(passages: Texts): Pointed | null {
  const first = passages[0];
  return first ? { source: first.source, start: 0, end: 0 } : null;
}

/** Whether a place is before the texts, or behind them: no words are there. */
export const isStart = ({ start, end }: Pointed): boolean => start === 0 && end === 0;
export const isEnd = ({ start, end }: Pointed): boolean => start === end && start > 0;
