import type { OriginClass, PairClass, RelationClass } from './schema.ts';

/** What learners read for the labels of a ledger. The words of a verdict are in `reasons.ts`, which is loaded with it. */

export interface Label {
  name: string;
  sign: string;
  /** The one-line test. */
  test: string;
}

export const RELATION_WORDS: Record<RelationClass, Label> = {
  same: { name: 'Same', sign: '=', test: 'The same number, as surely, of the same thing.' },
  reworded: {
    name: 'Reworded',
    sign: '~',
    test: 'The same number, but the words change what is counted, or how surely.'
  },
  differs: { name: 'Differs', sign: '≠', test: 'Another number for the same thing at the same time.' },
  changed: {
    name: 'Changed',
    sign: '≁',
    test: 'The number differs, or the words change what is counted, or how surely.'
  }
};

export const ORIGIN_WORDS: Record<OriginClass, Label> = {
  named: { name: 'Named', sign: 'N', test: 'The text says whose number it is.' },
  unstated: {
    name: 'Unstated',
    sign: '–',
    test: 'The text does not say whose number it is, and no earlier text here has the same.'
  },
  matching: {
    name: 'Unstated, matches',
    sign: '–=',
    test: 'The text does not say whose number it is; an earlier text here has the same.'
  },
  unnamed: {
    name: 'Unstated',
    sign: '–',
    test: 'The text does not say whose number it is, whether or not another text has the same.'
  }
};

export const PAIR_WORDS: Record<PairClass, Label> = {
  same: {
    name: 'The same thing',
    sign: '=',
    test: 'Both claim to count the same, whether or not the numbers agree.'
  },
  apart: { name: 'Not comparable', sign: '⊘', test: 'They count different things, however alike they look.' }
};
