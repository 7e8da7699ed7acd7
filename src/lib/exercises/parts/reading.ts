import { sentences } from '../../text/sentences.ts';
import type { Range } from '../../text/span.ts';
import { paragraphs, tokens, tokensIn } from '../../text/tokens.ts';
import type { Passage } from '../define.ts';

type Stretch = readonly [from: number, to: number];

/** A passage with its words, sentences and paragraphs, as a picker needs them. */
export interface Reading {
  words: Range[];
  paragraphs: Range[];
  lines: { count: number; sentences: Stretch[]; paragraphs: Stretch[] };
  /** The words outside folded passages. */
  open: Stretch[];
}

export function reading(passage: Passage): Reading {
  const words = tokens(passage.text);
  const parts = paragraphs(passage.text);
  const within = (range: Range): Stretch => tokensIn(words, range);
  const some = ([from, to]: Stretch) => to > from;
  const open: Stretch[] = [];
  let from = 0;
  for (const fold of [...passage.folds].sort((a, b) => a.start - b.start)) {
    const [first, last] = within(fold);
    if (first > from) open.push([from, first]);
    from = Math.max(from, last);
  }
  if (from < words.length) open.push([from, words.length]);
  return {
    words,
    paragraphs: parts,
    lines: {
      count: words.length,
      sentences: parts
        .flatMap((p) => sentences(passage.text, p))
        .map(within)
        .filter(some),
      paragraphs: parts.map(within).filter(some)
    },
    open
  };
}
