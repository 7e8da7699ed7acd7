import type { Span } from '../../text/span.ts';
import type { AnnotatedSource, Passage, Place, Problem } from '../define.ts';

/** What every type's `derive` shares. */

/** The fewest uncontested units that a scored class needs. */
export const LEAST = 3;

export function place(source: AnnotatedSource, span: Span): Place {
  return { source: source.id, ...span };
}

/** A source text as items show it, with its folds. */
export function passage(source: AnnotatedSource): Passage {
  const { id, text, primary, annotation } = source;
  const folds = annotation.folds.map(({ span, describes }) => ({
    start: span.start,
    end: span.end,
    describes
  }));
  return { source: id, text, primary, folds };
}

/** A class that cannot be scored: it has fewer than `LEAST` units. */
export function tooFew(path: string[], name: string, units: number): Problem {
  return {
    path,
    code: 'too-few',
    detail: `"${name}" has ${units} uncontested units outside folded passages and needs ${LEAST}: merge classes, or pool texts`
  };
}
