import { sentences } from '../../text/sentences.ts';
import { shared, type Range } from '../../text/span.ts';
import { paragraphs } from '../../text/tokens.ts';

/** What a stretch stands in. */

/** The paragraph of a stretch; from the first to the last of them where it reaches over several. */
export function paragraphOf(text: string, range: Range): Range {
  return around(paragraphs(text), range);
}

/** The sentence, or the sentences, of a stretch. */
export function sentenceOf(text: string, range: Range): Range {
  return around(
    paragraphs(text).flatMap((paragraph) => sentences(text, paragraph)),
    range
  );
}

/** A stretch in the sentence that it stands in. */
export interface InSentence {
  before: string;
  words: string;
  after: string;
}

/** The sentences of a stretch, parted at its edges. */
export function inSentence(text: string, range: Range): InSentence {
  const { start, end } = sentenceOf(text, range);
  return {
    before: text.slice(start, range.start),
    words: text.slice(range.start, range.end),
    after: text.slice(range.end, end)
  };
}

/**
 * Parts what stands beside a stretch into what is near it and the rest, at a space.
 * @param near which side of the words is the stretch's
 * @param most about how many characters are near
 */
export function parted(words: string, near: 'start' | 'end', most: number): [string, string] {
  if (words.length <= most * 1.3) return near === 'end' ? ['', words] : [words, ''];
  const at = near === 'end' ? words.indexOf(' ', words.length - most) + 1 : words.lastIndexOf(' ', most);
  if (at <= 0) return near === 'end' ? ['', words] : [words, ''];
  return [words.slice(0, at), words.slice(at)];
}

function around(parts: readonly Range[], range: Range): Range {
  const met = parts.filter((part) => shared(part, range) > 0);
  return {
    start: Math.min(range.start, ...met.map(({ start }) => start)),
    end: Math.max(range.end, ...met.map(({ end }) => end))
  };
}
