import { ABSENT } from '../parts/ledger.ts';
import { PAIR_CLASSES } from './classes.ts';
import type { Item, OriginClass, PairClass, RelationClass } from './schema.ts';

/** What learners read for the labels of a ledger. The words of a verdict are in `reasons.ts`, which is loaded with it. */

export interface Label {
  name: string;
  sign: string;
  /** The one-line test. */
  test: string;
}

export const RELATION_WORDS: Record<RelationClass, Label> = {
  same: { name: 'Same', sign: '=', test: 'The same number, as surely, and it counts the same.' },
  reworded: {
    name: 'Reworded',
    sign: '~',
    test: 'The same number, but the words change what is counted, or how surely.'
  },
  differs: {
    name: 'Differs',
    sign: '≠',
    test: 'Another number, though it counts the same at the same time.'
  },
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
    name: 'The same',
    sign: '=',
    test: 'Both claim to count the same, whether or not the numbers agree.'
  },
  apart: { name: 'Not comparable', sign: '⊘', test: 'What they count differs, however alike they look.' }
};

/** The signs that a ledger is kept in, step by step, as far as it asks for them. */
export function signsOf({ relations, origins, pairs }: Pick<Item, 'relations' | 'origins' | 'pairs'>) {
  const groups: { head: string; meanings: Label[] }[] = [
    {
      head: 'In a cell',
      meanings: [{ name: 'Absent', sign: ABSENT, test: 'This text has no such number.' }]
    },
    {
      head: 'Between a number and the one before it in its row',
      meanings: relations.map((name) => RELATION_WORDS[name])
    },
    {
      head: 'Between two numbers that look alike',
      meanings: pairs.length > 0 ? PAIR_CLASSES.map((name) => PAIR_WORDS[name]) : []
    },
    { head: 'Where a number is from', meanings: origins.map((name) => ORIGIN_WORDS[name]) }
  ];
  return groups.filter(({ meanings }) => meanings.length > 0);
}
