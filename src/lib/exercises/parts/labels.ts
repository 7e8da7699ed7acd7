/** What learners read for a voice: in exercises, verdicts, on paper and in the reading view. */

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

export const LABELS = {
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
} satisfies Record<string, Label>;

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
