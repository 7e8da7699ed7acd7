import { shared, type Range } from '../../text/span.ts';
import type { Place } from '../define.ts';
import { snapped, wordsOf } from './snap.ts';

/** A stretch that a learner marked, and what they called it. */
export interface Mark<K extends string = string> extends Place {
  kind: K | null;
}

export type Added<M> = { marks: M[]; mark: M; joined: number } | { refused: M };

/**
 * Adds a mark. Those of the same kind that it overlaps become one with it; one over the same words changes
 * its kind; any other overlap is refused.
 */
export function added<M extends Mark>(text: string, marks: readonly M[], mark: M): Added<M> {
  const met = marks.filter((m) => m.source === mark.source && shared(m, mark) > 0);
  const same = met.filter((m) => m.start === mark.start && m.end === mark.end);
  const other = met.find((m) => m.kind !== mark.kind && !same.includes(m));
  if (other) return { refused: other };
  const start = Math.min(mark.start, ...met.map((m) => m.start));
  const end = Math.max(mark.end, ...met.map((m) => m.end));
  const whole = { ...mark, start, end, quote: text.slice(start, end) };
  return {
    marks: inOrder([...marks.filter((m) => !met.includes(m)), whole]),
    mark: whole,
    joined: met.length - same.length
  };
}

/** Moves one edge of a mark by a word; `null` where there is no word, or another mark stands there. */
export function edged<M extends Mark>(
  text: string,
  words: readonly Range[],
  marks: readonly M[],
  mark: M,
  edge: 'start' | 'end',
  by: 1 | -1
): { marks: M[]; mark: M } | null {
  const at = wordsOf(words, mark);
  if (!at) return null;
  const from = at.from + (edge === 'start' ? by : 0);
  const to = at.to + (edge === 'end' ? by : 0);
  if (from > to || from < 0 || to >= words.length) return null;
  const range = snapped(text, words, from, to);
  const rest = marks.filter((m) => m !== mark);
  if (rest.some((m) => m.source === mark.source && shared(m, range) > 0)) return null;
  const moved = { ...mark, ...range, quote: text.slice(range.start, range.end) };
  return { marks: inOrder([...rest, moved]), mark: moved };
}

/** The mark that a word stands in. */
export function markAt<M extends Mark>(words: readonly Range[], marks: readonly M[], word: number): M | null {
  const at = words[word];
  return (at && marks.find((m) => m.start < at.end && m.end > at.start)) ?? null;
}

function inOrder<M extends Mark>(marks: M[]): M[] {
  return marks.sort((a, b) => a.start - b.start || a.end - b.end);
}
