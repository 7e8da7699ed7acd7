import { sentences } from '../../text/sentences.ts';
import { shared, type Range } from '../../text/span.ts';
import { paragraphs } from '../../text/tokens.ts';

/** The paragraph that a stretch stands in; from the first to the last of them where it reaches over several. */
export function paragraphOf(text: string, range: Range): Range {
  return around(paragraphs(text), range);
}

/** The sentence, or the sentences, that a stretch stands in. */
export function sentenceOf(text: string, range: Range): Range {
  return around(
    paragraphs(text).flatMap((paragraph) => sentences(text, paragraph)),
    range
  );
}

function around(parts: readonly Range[], range: Range): Range {
  const met = parts.filter((part) => shared(part, range) > 0);
  return {
    start: Math.min(range.start, ...met.map(({ start }) => start)),
    end: Math.max(range.end, ...met.map(({ end }) => end))
  };
}
