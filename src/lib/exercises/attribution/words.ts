import type { ClassName } from './schema.ts';

/** What learners read for labels. The words of a verdict are in `reasons.ts`, which is loaded with it. */

export interface Label {
  /** On the button. */
  name: string;
  /** What the mark carries: the first letter of the name, or quotation marks and dash as the text has them. */
  sign: string;
  /** The one-line test. */
  test: string;
  /** Inside a sentence: "you read it as …". */
  as: string;
}

export const LABELS: Record<ClassName, Label> = {
  states: {
    name: 'States',
    sign: 'S',
    test: 'The text says it in its own voice, and a record could settle it: who, what, when, where, how many.',
    as: 'stated as fact, in the text’s own voice'
  },
  characterises: {
    name: 'Characterises',
    sign: 'C',
    test: 'The text says it in its own voice, and it is a judgement, a motive, a prediction or a generalisation.',
    as: 'a judgement in the text’s own voice'
  },
  own: {
    name: 'Own voice',
    sign: 'O',
    test: 'No source governs it: the text itself says this.',
    as: 'said in the text’s own voice'
  },
  source: {
    name: 'Hands to a source',
    sign: 'H',
    test: 'Words such as “said” or “according to” hand it to somebody else.',
    as: 'handed to a source'
  },
  direct: {
    name: 'Direct',
    sign: '“ ”',
    test: 'A source’s own words, all of them inside quotation marks.',
    as: 'direct quotation'
  },
  indirect: {
    name: 'Indirect',
    sign: '–',
    test: 'A source’s claim, told in the text’s words.',
    as: 'indirect speech'
  },
  mixed: {
    name: 'Mixed',
    sign: '“–',
    test: 'Told in the text’s words, with some of the source’s inside quotation marks.',
    as: 'part paraphrase, part quotation'
  },
  reports: {
    name: 'Reports another’s act',
    sign: 'R',
    test: 'The document tells what somebody else did: declared, passed, promised, asked.',
    as: 'a report of what somebody else did'
  }
};

/** What a statement is linked to; `look` says how it is drawn. Their signs are no letters: those are the labels'. */
export const ROLES = {
  source: { name: 'Source', sign: '@', look: 'speaker', test: 'Who speaks, as the text names them.' },
  cue: {
    name: 'Cue',
    sign: '→',
    look: 'cue',
    test: 'The words that hand the statement over: “said”, “according to”.'
  }
} as const;

/** The label of a class name that came as a string. */
export function labelOf(name: string | null): Label | null {
  return name !== null && Object.hasOwn(LABELS, name) ? LABELS[name as ClassName] : null;
}

const SURE = 0.95;

/** How sure one can be: guessing is right by chance as often as there are labels, and the rest lies evenly above. */
export function sureness(labels: number): { name: string; value: number }[] {
  const chance = 1 / labels;
  const steps = ['Guessing', 'Unsure', 'Fairly sure', 'Sure'];
  return steps.map((name, i) => ({
    name,
    value: Math.round(100 * (chance + ((SURE - chance) * i) / (steps.length - 1))) / 100
  }));
}
