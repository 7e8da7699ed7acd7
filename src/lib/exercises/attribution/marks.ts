import { shared, type Range } from '../../text/span.ts';
import { tokensIn } from '../../text/tokens.ts';
import type { MarkAnswer } from './schema.ts';

export type Mark = MarkAnswer['marks'][number];

const OPEN = /["“„«‘']$/u;
const CLOSE = /^[.,!?;:…]*["”“»]/u;
const CLOSE_SINGLE = /^[.,!?;:…]*['’]/u;

/** From word to word (both included), with the quotation marks that stand at their edges. */
export function snapped(text: string, words: readonly Range[], from: number, to: number): Range {
  let { start } = words[from]!;
  let { end } = words[to]!;
  const before = text.slice(Math.max(0, start - 1), start);
  const single = /^['‘]$/u.test(before);
  // A straight mark opens only where no word touches it from the other side.
  if (OPEN.test(before) && !/[\p{L}\p{N}]/u.test(text.charAt(start - 2))) start -= 1;
  const after = text.slice(end, end + 5);
  const close = CLOSE.exec(after) ?? (single ? CLOSE_SINGLE.exec(after) : null);
  if (close && !/[\p{L}\p{N}]/u.test(after.charAt(close[0].length))) end += close[0].length;
  return { start, end };
}

/** The first and the last word of a stretch. */
export function wordsOf(words: readonly Range[], range: Range): { from: number; to: number } | null {
  const [from, to] = tokensIn(words, range);
  return to > from ? { from, to: to - 1 } : null;
}

export type Added = { marks: Mark[]; mark: Mark; joined: number } | { refused: Mark };

/**
 * Adds a mark. Those of the same kind that it overlaps become one with it; one over the same words changes
 * its kind; any other overlap is refused.
 */
export function added(text: string, marks: readonly Mark[], mark: Mark): Added {
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
export function edged(
  text: string,
  words: readonly Range[],
  marks: readonly Mark[],
  mark: Mark,
  edge: 'start' | 'end',
  by: 1 | -1
): { marks: Mark[]; mark: Mark } | null {
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

function inOrder(marks: Mark[]): Mark[] {
  return marks.sort((a, b) => a.start - b.start || a.end - b.end);
}
