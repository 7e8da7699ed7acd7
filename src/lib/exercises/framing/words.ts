import type { Change } from '../../text/annotation.ts';
import type { Option } from '../parts/asking.svelte.ts';
import type { DeviceClass, Finding, OwnerClass, WidthClass } from './classes.ts';

/** What learners read for labels. The words of a verdict are in `reasons.ts`, which is loaded with it. */

export interface Label {
  /** On the button. */
  name: string;
  /** The letter or sign that the mark carries. */
  sign: string;
  /** The one-line test. */
  test: string;
  /** Inside a sentence: "you read it as …". */
  as: string;
}

export const DEVICE_LABELS: Record<DeviceClass, Label> = {
  naming: {
    name: 'Naming',
    sign: 'Na',
    test: 'The word chosen for an event, an actor or a place, where others are in use.',
    as: 'a naming'
  },
  'loaded-modifier': {
    name: 'Loaded modifier',
    sign: 'Lm',
    test: 'An evaluating adjective or adverb: take it out, and the claim stays.',
    as: 'a loaded modifier'
  },
  agency: {
    name: 'Agency',
    sign: 'Ag',
    test: 'Who is made to act: a doer is named, drawn wide, or left out by a passive or a noun.',
    as: 'a choice of who acts'
  },
  'endorsing-cue': {
    name: 'Endorsing cue',
    sign: 'Ec',
    test: 'A reporting verb that vouches (“recalled”) or doubts (“claimed”). “Said” does neither.',
    as: 'an endorsing or doubting cue'
  },
  presupposition: {
    name: 'Presupposition',
    sign: 'Pr',
    test: 'A point is taken for granted: by “still” or “began”, by a verb, by “the” before it.',
    as: 'a presupposition'
  },
  distance: {
    name: 'Distance',
    sign: 'Di',
    test: 'Words or marks that keep clear of a term: “so-called”.',
    as: 'a distance kept'
  },
  authority: {
    name: 'Authority',
    sign: 'Au',
    test: 'A list of laws, institutions or outlets that lends weight.',
    as: 'an appeal to authority'
  },
  consensus: {
    name: 'Consensus',
    sign: 'Co',
    test: 'Agreement is asserted, and nobody is named who agrees.',
    as: 'a consensus asserted'
  },
  generalisation: {
    name: 'Generalisation',
    sign: 'Ge',
    test: 'One act is made into a policy, a people, or all of history.',
    as: 'a generalisation'
  },
  'detail-selection': {
    name: 'Detail selection',
    sign: 'De',
    test: 'A detail that a neighbour text on the same matter has and this one has not, or the reverse.',
    as: 'a detail selected'
  },
  sequence: {
    name: 'Sequence',
    sign: 'Se',
    test: 'What leads, what is put side by side, what comes last.',
    as: 'a sequence'
  },
  omission: {
    name: 'Omission',
    sign: 'Om',
    test: 'An absence that the text or its neighbours show: a voice, a witness, a part.',
    as: 'an omission'
  },
  'voice-slip': {
    name: 'Voice slip',
    sign: 'Vs',
    test: 'A source’s “we” or “our”, left over in the text’s own words.',
    as: 'a voice slip'
  },
  'other-device': {
    name: 'Another device',
    sign: '+',
    test: 'Some other choice of wording, order or selection.',
    as: 'another device'
  }
};

export const FINDING_LABELS: Record<Finding, Label> = {
  plain: {
    name: 'Plain wording',
    sign: '–',
    test: 'It may look like a choice, and other words would do the same: a time, a measure, “said”.',
    as: 'plain wording'
  },
  device: {
    name: 'A device',
    sign: 'D',
    test: 'The text could have put it otherwise, and something would change by that.',
    as: 'a device'
  },
  ...DEVICE_LABELS
};

export const OWNER_LABELS: Record<OwnerClass, Label> = {
  outlet: {
    name: 'The text’s own',
    sign: 'T',
    test: 'The outlet chose it, or put it where the source had said something else.',
    as: 'the text’s own choice'
  },
  source: {
    name: 'A source’s',
    sign: 'S',
    test: 'It is quoted, or marks here or in a neighbour text show that a source chose it.',
    as: 'a source’s choice'
  },
  undetermined: {
    name: 'The texts do not show it',
    sign: '?',
    test: 'Neither marks nor a neighbour text say whose word it was first.',
    as: 'a choice whose owner the texts do not show'
  }
};

export const CHANGE_LABELS: Record<Change, Label> = {
  claim: {
    name: 'A claim',
    sign: 'Cl',
    test: 'Something else would have to be true. A legal term claims more, which a court can examine.',
    as: 'a change of the claim'
  },
  tone: {
    name: 'The tone',
    sign: 'T',
    test: 'The claim stays. How one is made to feel or think about it does not.',
    as: 'a change of tone'
  },
  agent: {
    name: 'Who acts',
    sign: 'Wa',
    test: 'Another doer, none at all, or the same drawn wider or narrower.',
    as: 'a change of who acts'
  },
  voice: {
    name: 'Who vouches for it',
    sign: 'Vo',
    test: 'One text says it itself, and the other hands it to a source.',
    as: 'a change of who vouches for it'
  },
  nothing: {
    name: 'Nothing but the words',
    sign: '=',
    test: 'The same claim, the same tone, the same doer.',
    as: 'a change of nothing but the words'
  }
};

export const WIDTH_LABELS: Record<WidthClass, Label> = {
  unit: {
    name: 'A person or a unit',
    sign: 'Un',
    test: 'A named person, a regiment, a group of people.',
    as: 'a person or a unit'
  },
  force: {
    name: 'A force',
    sign: 'Fo',
    test: 'Soldiers, armed forces, a military, a police force: under arms, however many.',
    as: 'a force'
  },
  armed: {
    name: 'A unit or a force',
    sign: 'U/F',
    test: 'Somebody under arms, or a group that was there: a regiment, soldiers, armed forces.',
    as: 'a unit or a force'
  },
  office: {
    name: 'An office',
    sign: 'O',
    test: 'A council, a ministry, a commissioner: whoever holds it.',
    as: 'an office'
  },
  state: {
    name: 'A state',
    sign: 'St',
    test: 'A country as a whole acts.',
    as: 'a state'
  },
  institution: {
    name: 'An office or a state',
    sign: 'O/S',
    test: 'A council, a ministry, a commissioner, or a country as a whole.',
    as: 'an office or a state'
  },
  body: {
    name: 'A body',
    sign: 'Bo',
    test: 'A force, an office or a state: something with a name that can be asked.',
    as: 'a force, an office or a state'
  },
  people: {
    name: 'A people',
    sign: 'Pe',
    test: 'A nation, a town, a kind of people: everybody, and nobody of them by name.',
    as: 'a people'
  },
  policy: {
    name: 'A policy or all of history',
    sign: 'Po',
    test: 'A plan, a habit or an age acts: “always”, “throughout”.',
    as: 'a policy, or all of history'
  },
  broad: {
    name: 'A people, a policy, an age',
    sign: 'P/A',
    test: 'A nation, a town, a plan, “throughout history”: wider than any body that can be asked.',
    as: 'a people, a policy or an age'
  },
  nobody: {
    name: 'No doer named',
    sign: '∅',
    test: 'The sentence leaves out who acts: a passive without “by”, or a noun in place of the verb.',
    as: 'no doer named'
  }
};

/** Labels of one kind as options to choose from; `look` of a label is how its mark is drawn. */
const options =
  <L extends string>(labels: Record<L, Label>, look: (label: L) => string) =>
  (list: readonly L[]): Option<L>[] =>
    list.map((value) => ({ value, look: look(value), ...labels[value] }));

export const findingOptions = options(FINDING_LABELS, (label) => LOOKS.spot(label));
export const ownerOptions = options(OWNER_LABELS, (label) => `owner-${label}`);
export const changeOptions = options(CHANGE_LABELS, (label) => LOOKS.swap(label));
export const widthOptions = options(WIDTH_LABELS, (label) => LOOKS.actors(label));

/** How the mark of a label is drawn, by mode: a class `as-…` of `ui/marks.css`. */
export const LOOKS = {
  spot: (label: string) => (label === 'plain' || label === 'device' ? label : `device-${label}`),
  swap: (label: string) => `change-${label}`,
  side: (label: string) => `change-${label}`,
  actors: (label: string) => `width-${label}`
} as const;

const BY_MODE: Record<keyof typeof LOOKS, Readonly<Record<string, Label>>> = {
  spot: FINDING_LABELS,
  swap: CHANGE_LABELS,
  side: CHANGE_LABELS,
  actors: WIDTH_LABELS
};

/** The words of a swap as they stand in a list; an empty swap leaves the words out. */
export const swapped = (words: string) => words || '(left out)';

/** The label of a name that came as a string. */
export function labelOf(mode: keyof typeof LOOKS, name: string | null): Label | null {
  return name !== null && Object.hasOwn(BY_MODE[mode], name) ? BY_MODE[mode][name]! : null;
}

/** What is asked about in each mode, and what is asked. */
export const ASKS = {
  spot: { what: 'stretch', ask: 'Plain wording, or a device?' },
  swap: { what: 'swap', ask: 'What does the swap change?' },
  side: { what: 'pair', ask: 'What changes from the first to the second?' },
  actors: { what: 'doer', ask: 'How wide is the doer drawn?' }
} as const;
