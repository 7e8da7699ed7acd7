/** What learners read in a verdict on a ledger: codes, notes, and what another reading would have needed. */

export const CODES: Record<string, string> = {
  right: 'Read as the key reads it',
  'other-reading': 'You read it another way',
  accepted: 'Accepted by your instructor',
  unanswered: 'Left open',
  unasked: 'Not asked, since you said absent',
  found: 'Found',
  elsewhere: 'You chose other words',
  missed: 'You said absent',
  extra: 'You filled it, and the text has none',
  beside: 'The key does not ask for it'
};

/** Notes of a verdict, in words. `null`: nothing to say. */
export const NOTES: Record<string, string | null> = {
  exact: null,
  // What it counts is said instead: `counts`.
  'other-number': null,
  wide: 'You took in more words than the number and its hedge. This costs nothing.',
  short: 'You took part of the number’s words. This costs nothing.',
  'no-number': 'There is no number of the ledger in the words that you chose.',
  'several-numbers': 'Your stretch takes in several numbers, so it does not say which one you mean.',
  'too-long': 'Your stretch is longer than twelve words, so it does not point at a number.'
};

/** What a number counts that was chosen for another row, or for a row that its text has no number for. */
export function counts(code: string, counted: string): string {
  return code === 'extra'
    ? `No number in this text counts what the row counts; the one that you chose counts: ${counted}.`
    : `The number that you chose counts something else: ${counted}.`;
}

/** What is said of a number that was found, where the edges of the words chosen are off. */
export const EDGES: Record<string, string> = {
  wide: 'Found, with more words than the number and its hedge',
  short: 'Found, with a part of the number’s words'
};

type Pairs = Record<string, Record<string, string>>;

const RELATIONS: Pairs = {
  same: {
    reworded:
      'To be the same, the words would have to count the same, as surely. Read the noun and the hedge beside the number.',
    differs: 'To be the same, both would have to give one number.',
    changed: 'To be the same, number, hedge and what is counted would all have to stay as they are.'
  },
  reworded: {
    same: 'To be reworded, the noun or the hedge would have to change what is counted, or how surely. Other words for the same count do not.',
    differs: 'To be reworded, the number itself would have to stay. Here it is another.'
  },
  differs: {
    same: 'To differ, the number would have to be another. It is the same.',
    reworded: 'To differ, the number would have to be another. It is the same, and only the words have moved.'
  },
  changed: { same: 'To be changed, the number, its hedge or what it counts would have to be another.' }
};

const ORIGINS: Pairs = {
  named: {
    unstated:
      'To be named, the sentence or a cue that reaches it would have to say whose number it is. None does.',
    matching:
      'To be named, this text would have to say whose number it is. Another text may; this one does not.',
    unnamed: 'To be named, this text would have to say whose number it is. It does not.'
  },
  unstated: {
    named: 'To be unstated, nobody might be named. Here the text says whose number it is.',
    matching: 'It is unstated, and an earlier text here has the same number.'
  },
  matching: {
    named:
      'To be unstated, nobody might be named. That another text has the same number does not change who is named here.',
    unstated: 'To match, an earlier text here would have to have the same number. None does.'
  },
  unnamed: { named: 'To be unstated, nobody might be named. Here the text says whose number it is.' }
};

const PAIRS: Pairs = {
  same: {
    apart: 'To be compared, both would have to count the same. Read what stands beside each number.'
  },
  apart: {
    same: 'Not to be comparable, what they count would have to differ. Another number, or none, does not make it so.'
  }
};

const CELLS: Record<string, string> = {
  missed: 'To be absent, no number in the text might count this. One does.',
  extra:
    'To stand here, the number would have to count what the row counts. Where a text has no such number, say absent: that shows what a text does not count, and not why.'
};

/** What the given reading would have needed; empty where nothing is to be said. */
export function needed(part: string, code: string, given: string | null, expected: string | null): string {
  if (part === 'cells') return CELLS[code] ?? '';
  const table = { relations: RELATIONS, origins: ORIGINS, pairs: PAIRS }[part];
  const row = table && given !== null && Object.hasOwn(table, given) ? table[given] : undefined;
  return row && expected !== null && Object.hasOwn(row, expected) ? row[expected]! : '';
}

/** What to look at next, by the part that was read otherwise most. */
export const ADVICE: Record<string, string> = {
  elsewhere: 'Look next at the noun beside each number: it says what is counted.',
  missed:
    'Look next through each text once more before you call a number absent: numbers may be written in words.',
  extra: 'Look next at what a text does not count: that a number is absent is a finding too.',
  relations: 'Look next at the words round a number: a hedge or another noun changes what it says.',
  origins: 'Look next for who is named: a cue in the sentence, or one that reaches it.',
  pairs: 'Look next at what two numbers count before you set them side by side.',
  questions:
    'Look next at what follows from the numbers and what does not: what is not broken down stays open.'
};
