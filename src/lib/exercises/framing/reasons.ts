import type { Change } from '../../text/annotation.ts';
import type { DeviceClass, Finding, WidthClass } from './classes.ts';

/** What learners read in a verdict: codes, notes, and what another reading would have needed. */

/** What a reading asks of the words, and what the key sees in them: two halves of a sentence on every pair. */
interface Halves {
  /** "To be a naming, …" */
  needs: string;
  /** "Here …" */
  here: string;
}

const DEVICES: Record<DeviceClass, Halves> = {
  naming: {
    needs:
      'To be a naming, it would have to be the word by which an event, an actor or a place is called, with other words for it in use.',
    here: 'Here something is called by one word out of several that are in use.'
  },
  'loaded-modifier': {
    needs: 'To be a loaded modifier, it would have to evaluate, and the claim would have to stay without it.',
    here: 'Here an evaluating word stands beside the claim: take it out, and the claim stays.'
  },
  agency: {
    needs:
      'To be a choice of who acts, the words would have to give the act to somebody, widen or narrow the doer, or leave the doer out.',
    here: 'Here the words decide who is said to act, how wide the doer is drawn, or that no doer is named.'
  },
  'endorsing-cue': {
    needs:
      'To be an endorsing cue, a reporting verb would have to vouch for what it hands over, or to doubt it.',
    here: 'Here a reporting verb does more than hand over: it vouches, or it doubts.'
  },
  presupposition: {
    needs:
      'To be a presupposition, the words would have to take a point for granted that still stands when the sentence is denied.',
    here: 'Here a point is taken for granted: deny the sentence, and it still stands.'
  },
  distance: {
    needs: 'To keep a distance, the words would have to hold a term at arm’s length that others use plainly.',
    here: 'Here words or marks keep clear of a term.'
  },
  authority: {
    needs:
      'To be an appeal to authority, laws, institutions or outlets would have to be named for the weight that they lend.',
    here: 'Here laws, institutions or outlets are named, and lend their weight.'
  },
  consensus: {
    needs: 'To be a consensus, agreement would have to be asserted without anybody being named who agrees.',
    here: 'Here agreement is asserted, nobody is named who agrees, and no record could settle it.'
  },
  generalisation: {
    needs:
      'To be a generalisation, one act would have to be made into a policy, a people, or all of history.',
    here: 'Here one act, or some, become a policy, a people, or all of history.'
  },
  'detail-selection': {
    needs:
      'To be a detail selected, a neighbour text on the same matter would have to lack what this one has, or the reverse.',
    here: 'Here this text and a neighbour on the same matter do not give the same detail.'
  },
  sequence: {
    needs: 'To be a sequence, it would have to be the order that works: what leads, stands beside, or ends.',
    here: 'Here the order works: what leads, what stands beside it, or what comes last.'
  },
  omission: {
    needs:
      'To be an omission, the text or a neighbour would have to show that something is absent. Absence alone proves nothing.',
    here: 'Here the text or a neighbour shows that something is absent.'
  },
  'voice-slip': {
    needs: 'To be a voice slip, a source’s “we” or “our” would have to stand in the text’s own words.',
    here: 'Here a source’s first person is left over in the text’s own words.'
  },
  'other-device': {
    needs: 'To be another device, it would have to be none of those that are offered by name.',
    here: 'Here a choice is made that is none of those offered by name.'
  }
};

const FINDINGS: Record<Finding, Halves> = {
  plain: {
    needs: 'To be plain wording, other words would have to do the same.',
    here: 'Here other words would do the same: no claim, no tone and no doer hang on the choice.'
  },
  device: {
    needs: 'To be a device, another choice of words would have to change something.',
    here: 'Here the text could have put it otherwise, and something would change by that.'
  },
  ...DEVICES
};

const CHANGES: Record<Change, Halves> = {
  claim: {
    needs: 'To change a claim, something else would have to be true by the other words.',
    here: 'Here something else would have to be true by the other words.'
  },
  tone: {
    needs: 'To change the tone alone, both wordings would have to claim the same of the same doers.',
    here: 'Here the claim stays, and how one is made to think of it does not.'
  },
  agent: {
    needs: 'To change who acts, there would have to be another doer, none, or a wider or a narrower one.',
    here: 'Here the doer is another, is left out, or is drawn wider or narrower.'
  },
  voice: {
    needs:
      'To change who vouches for it, one text would have to say itself what the other hands to somebody else.',
    here: 'Here one text says itself what the other hands to somebody else, or hands it to another.'
  },
  nothing: {
    needs: 'To change nothing, claim, tone and doer would all have to stay.',
    here: 'Here claim, tone and doer all stay; only the words are others.'
  }
};

const WIDTHS: Record<WidthClass, Halves> = {
  unit: {
    needs: 'To be a person or a unit, a single person, group or unit would have to act.',
    here: 'Here a person, a group or a unit acts.'
  },
  force: {
    needs: 'To be a force, soldiers, armed forces, a military or a police force would have to act.',
    here: 'Here an armed force acts, however many of it there were.'
  },
  armed: {
    needs: 'To be a unit or a force, a person, a group or somebody under arms would have to act.',
    here: 'Here a unit or a force acts.'
  },
  office: {
    needs: 'To be an office, it would have to act whoever holds it.',
    here: 'Here an office acts, whoever holds it.'
  },
  state: {
    needs: 'To be a state, a country would have to act as a whole.',
    here: 'Here a country acts as a whole.'
  },
  institution: {
    needs: 'To be an office or a state, something would have to act that has seat, name and records.',
    here: 'Here an office or a state acts.'
  },
  body: {
    needs: 'To be a body, something would have to act that has a name and can be asked.',
    here: 'Here a force, an office or a state acts: something that can be asked.'
  },
  people: {
    needs: 'To be a people, everybody of a kind, a town or a nation would have to act, and nobody by name.',
    here: 'Here everybody of a kind acts, and nobody by name.'
  },
  policy: {
    needs: 'To be a policy or all of history, a plan, a habit or an age would have to act.',
    here: 'Here a plan, a habit or an age acts, wider than any person, group or body.'
  },
  broad: {
    needs: 'To be drawn so wide, a people, a plan or an age would have to act.',
    here: 'Here a people, a plan or an age acts, wider than any body that can be asked.'
  },
  nobody: {
    needs: 'For no doer to be named, the sentence would have to leave out who acts.',
    here: 'Here no doer is named: the sentence leaves out who acts. That says nothing about who acted.'
  }
};

/** Pairs that are often mixed up, and have more to say than two halves. */
const PAIRS: Record<string, string> = {
  'loaded-modifier naming':
    'To be a loaded modifier, it would have to be left out without loss. Leave this word out, and nothing is named any more: it is the name that was chosen.',
  'naming loaded-modifier':
    'To be a naming, the word would have to stand for the thing itself. This one stands beside it and evaluates: take it out, and the thing is still named.',
  'agency naming':
    'To be a choice of who acts, a doer would have to come in or drop out. Here the same thing is only called by another name.',
  'naming agency':
    'To be a naming, another word would have to be enough. Here the sentence is built so that another doer is named, or none.',
  'consensus generalisation':
    'To be a consensus, people would have to be said to agree. Here one act or some are said of a people, a policy or all of history.',
  'generalisation consensus':
    'To be a generalisation, an act would have to be made wider. Here agreement is asserted, and nobody is named who agrees.',
  'presupposition naming':
    'To be a presupposition, a point would have to be taken for granted by the way the sentence is built. Here it is the word itself that says more than another would.',
  'naming presupposition':
    'To be a naming, the word itself would have to say more than another. Here it is “the”, “still” or the verb that takes a point for granted.',
  'plain endorsing-cue':
    'To be plain, the verb would have to hand over and do no more, as “said” does. This one vouches for what it hands over, or doubts it.',
  'endorsing-cue plain':
    'To be an endorsing cue, the verb would have to vouch or to doubt. This one hands over and does no more.',
  'plain agency':
    'To be plain, it would have to be of no account who acts. A passive or a noun can be plain; here it leaves out, adds, widens or narrows a doer.',
  'agency plain':
    'To be a choice of who acts, a doer would have to be left out, added, widened or narrowed. Here the way it is put does none of this.',
  'plain naming':
    'To be plain, the word would have to be the only one in use. Others are in use for the same thing, and they say less, or more.',
  'plain loaded-modifier':
    'To be plain, the word would have to tell something that could be looked up. It evaluates: take it out, and the claim stays.',
  'loaded-modifier plain':
    'To be a loaded modifier, it would have to evaluate. It tells when, where, which or how much: that could be looked up.',
  'tone claim':
    'To change the tone alone, both wordings would have to claim the same. By these words something else would have to be true.',
  'claim tone':
    'To change a claim, something else would have to be true by the other words. Here the same is true by both; how one is made to think of it is not the same.',
  'nothing tone':
    'To change nothing, the feeling would have to stay as well. The same is true by both, and one of them judges, warms or cools it.',
  'tone nothing':
    'To change the tone, one of the two would have to judge, warm or cool what it says. Neither does.',
  'claim agent':
    'What happened is the same by both. It is the doer who is another, is left out, or is drawn wider or narrower.',
  'office unit':
    'To be an office, it would have to act whoever holds it. Here a person, a group or a unit acts.',
  'people force':
    'To be a people, everybody of a nation would have to act. Soldiers or armed forces are fewer: not all who bear a nation’s name.'
};

const SETS = { spot: FINDINGS, swap: CHANGES, side: CHANGES, actors: WIDTHS } as const;

/** What a reading would have needed to be the key's; empty where nothing is to be said. */
export function needed(mode: keyof typeof SETS, given: string | null, expected: string | null): string {
  const halves: Readonly<Record<string, Halves>> = SETS[mode];
  if (given === null || expected === null || given === expected) return '';
  if (!Object.hasOwn(halves, given) || !Object.hasOwn(halves, expected)) return '';
  // Whoever found a device and did not say which has read nothing wrongly.
  if (given === 'device' && expected !== 'plain') return halves[expected]!.here;
  return PAIRS[`${given} ${expected}`] ?? `${halves[given]!.needs} ${halves[expected]!.here}`;
}

/** What stands beside an item in a list. */
export const CODES: Record<string, string> = {
  right: 'Read as the key reads it',
  'other-reading': 'You read it another way',
  'other-device': 'Found, and called another device',
  accepted: 'Accepted by your instructor',
  unanswered: 'Left open',
  contested: 'Careful readers differ',
  'beside-key': 'The key marks it; it was not asked',
  'beside-both': 'You marked it, and so does the key',
  'beside-yours': 'You marked it; the key says nothing of it'
};

/** Of a device that was found, and not called any: it is half answered, and its note says what is owed. */
export const HALF = 'Found, device not named';

/** Notes of a verdict, in words. */
export const NOTES: Record<string, string> = {
  'device-open': 'You found it, and did not name the device.',
  either: 'Careful readers may take it for either: both are accepted, and it counts in no label.',
  neither: 'Careful readers may take it for one of two devices; yours is a third. It counts in no label.',
  'owner-right': 'You laid it at the same door as the key.',
  'owner-other': 'You laid it at another door than the key.',
  'owner-open': 'You did not say whose choice it is.',
  'owner-uncounted': 'Whose choice it is counts here in no score: none of the owners that were offered fits.',
  asked: 'It overlaps a stretch that was asked about.'
};

export const LEGAL =
  'A legal term claims more, which a court can examine: swapping it changes the claim, not only the tone.';

/** Whose choice a device is, as the annotation names the owner. */
export function ownerSays(owner: string): string {
  return Object.hasOwn(OWNERS, owner) ? OWNERS[owner]! : `${owner}’s, who speaks here.`;
}

const OWNERS: Record<string, string> = {
  outlet: 'the text’s own. Nothing shows that a source chose it.',
  borrowed: 'a source’s. Marks here, or in a neighbour text, show that the text took it over.',
  renamed: 'the text’s own. The source’s own words were others.',
  undetermined: 'the texts do not show whose word it was first.'
};
