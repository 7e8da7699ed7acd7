import { sentences } from '../../text/sentences.ts';
import type { Range } from '../../text/span.ts';
import { paragraphs } from '../../text/tokens.ts';

/** A stretch in the sentence that it stands in. */
export interface InSentence {
  before: string;
  words: string;
  after: string;
}

/** The sentences that a stretch meets, parted at its edges. */
export function inSentence(text: string, { start, end }: Range): InSentence {
  const met = paragraphs(text)
    .filter((p) => p.start < end && p.end > start)
    .flatMap((p) => sentences(text, p))
    .filter((s) => s.start < end && s.end > start);
  const from = Math.min(start, ...met.map((s) => s.start));
  const to = Math.max(end, ...met.map((s) => s.end));
  return { before: text.slice(from, start), words: text.slice(start, end), after: text.slice(end, to) };
}

/** About how many characters stand beside a number where there is little room. */
const BESIDE = 36;

/**
 * Parts what stands beside a number into what is near it and the rest, at a space.
 * @param near which side of the words is the number's
 */
export function parted(words: string, near: 'start' | 'end'): [string, string] {
  if (words.length <= BESIDE * 1.3) return near === 'end' ? ['', words] : [words, ''];
  const at = near === 'end' ? words.indexOf(' ', words.length - BESIDE) + 1 : words.lastIndexOf(' ', BESIDE);
  if (at <= 0) return near === 'end' ? ['', words] : [words, ''];
  return [words.slice(0, at), words.slice(at)];
}
