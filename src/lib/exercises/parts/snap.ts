import type { Range } from '../../text/span.ts';
import { tokensIn } from '../../text/tokens.ts';

/** From picked words to stretches and back. */

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

/** From word to word (both included), as the text has it. */
export function quoted(text: string, words: readonly Range[], from: number, to: number): string {
  return text.slice(words[from]!.start, words[to]!.end);
}

/** The first and the last word of a stretch. */
export function wordsOf(words: readonly Range[], range: Range): { from: number; to: number } | null {
  const [from, to] = tokensIn(words, range);
  return to > from ? { from, to: to - 1 } : null;
}
