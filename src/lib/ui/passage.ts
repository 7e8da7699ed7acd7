import { cut, type Piece, type Range } from './pieces.ts';

/** A stretch to be shown in a text: `class` says how. `id`, `class` and `state` together make it what it is. */
export interface Stretch extends Range {
  id: string;
  class: string;
  /** What else is shown or said of it, in any words: where these change, it is drawn anew. */
  state?: string | undefined;
}

export interface FoldRange extends Range {
  describes: string;
}

/** A paragraph in pieces, those of a folded passage together. */
export interface Block<T extends Stretch> extends Range {
  runs: { fold: FoldRange | null; pieces: Piece<T>[] }[];
}

/**
 * Cuts paragraphs into pieces, and gives back the same block for a paragraph in which nothing changed, so
 * that a page redraws only what did.
 */
export function blockMaker<T extends Stretch>(): (
  paragraphs: readonly Range[],
  folds: readonly FoldRange[],
  stretches: readonly T[]
) => Block<T>[] {
  const known = new Map<number, { sign: string; block: Block<T> }>();
  return (paragraphs, folds, stretches) =>
    paragraphs.map((paragraph) => {
      const mine = stretches.filter((s) => s.start < paragraph.end && s.end > paragraph.start);
      const sign = mine.map((s) => `${s.start} ${s.end} ${s.id} ${s.class} ${s.state ?? ''}`).join('|');
      const old = known.get(paragraph.start);
      if (old && old.sign === sign && old.block.end === paragraph.end) return old.block;
      const block = { ...paragraph, runs: runs(paragraph, folds, mine) };
      known.set(paragraph.start, { sign, block });
      return block;
    });
}

function runs<T extends Stretch>(
  paragraph: Range,
  folds: readonly FoldRange[],
  stretches: readonly T[]
): Block<T>['runs'] {
  const parted = cut(paragraph, folds);
  return parted.map((part) => ({ fold: part.on[0] ?? null, pieces: cut(part, stretches) }));
}
