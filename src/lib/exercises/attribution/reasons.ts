import { LABELS } from './words.ts';
import type { ClassName } from './schema.ts';

/** What learners read in a verdict: codes, notes, and what another reading would have needed. */

/** What an answer can be that the key reads as something else. `nothing` stands where nothing was marked. */
type Given = ClassName | 'nothing';
type Expected = ClassName | 'furniture';

const CUE = 'a cue such as “said” or “according to” would have to reach this statement';
const FURNITURE = 'This is no claim: a dateline, a byline or a caption is in nobody’s voice.';

/** What the given reading would have needed: given, then what the key reads. */
const NEEDED: Record<Given, Record<Expected, string>> = {
  states: {
    states: '',
    characterises:
      'To be stated, it would have to be something that one record could settle. Take the judging words out, and no checkable claim is left.',
    own: 'It is in the text’s own voice; “states” adds that a record could settle it.',
    source:
      'To be the text’s own statement, nothing might hand it over. Here a cue reaches it, so the text leaves it with the source.',
    direct:
      'To be the text’s own statement, it would have to stand outside the quotation. It stands inside the marks, and they are the source’s.',
    indirect:
      'To be the text’s own statement, no cue might govern it. Here one does, though there are no quotation marks.',
    mixed:
      'To be the text’s own statement, no cue might govern it. Here one does, and some of the words are in the source’s marks.',
    reports:
      'To be stated, the claim would have to be the author’s own. Here the document tells what somebody else did.',
    furniture: FURNITURE
  },
  characterises: {
    states:
      'To be a judgement, the claim itself would have to be the evaluation. Leave the judging words out: what remains can be looked up.',
    characterises: '',
    own: 'It is in the text’s own voice; “characterises” adds that no single record settles it.',
    source:
      'To be the text’s own judgement, nothing might hand it over. It is a judgement, and the text leaves it with the source.',
    direct:
      'To be the text’s own judgement, it would have to stand outside the quotation. The judging words are the source’s.',
    indirect: 'To be the text’s own judgement, no cue might govern it. Here one does: the source judges.',
    mixed:
      'To be the text’s own judgement, no cue might govern it. Here one does, and it reaches past the quotation marks.',
    reports:
      'To be a judgement, it would have to weigh something. Here the document tells what somebody else did.',
    furniture: FURNITURE
  },
  own: {
    states: 'It is in the text’s own voice, and a record could settle it.',
    characterises: 'It is in the text’s own voice, and it is a judgement.',
    own: '',
    source: 'To be in the text’s own voice, nothing might hand it over. Here a cue reaches it.',
    direct: 'To be in the text’s own voice, it would have to stand outside the quotation marks.',
    indirect:
      'To be in the text’s own voice, no cue might govern it. Here one does, without quotation marks.',
    mixed: 'To be in the text’s own voice, no cue might govern it. Here one does, and some words are quoted.',
    reports:
      'To be in the author’s own voice, the claim would have to be the author’s. Here somebody else acts.',
    furniture: FURNITURE
  },
  source: {
    states: `To be handed to a source, ${CUE}. None does: the text says it itself.`,
    characterises: `To be handed to a source, ${CUE}. None does: the judgement is the text’s own.`,
    own: `To be handed to a source, ${CUE}. None does.`,
    source: '',
    direct: 'It is handed to a source; all of it stands inside quotation marks.',
    indirect: 'It is handed to a source, in the text’s own words.',
    mixed: 'It is handed to a source, partly in the source’s own words.',
    reports:
      'To be handed to a source, somebody would have to say it. Here somebody does something, and the document tells it.',
    furniture: `${FURNITURE} Nothing is handed over in it.`
  },
  direct: {
    states: `To be a direct quotation, it would have to stand inside quotation marks, and ${CUE}. Neither is so.`,
    characterises:
      'To be a direct quotation, the judgement would have to stand inside quotation marks. It does not: the text judges.',
    own: 'To be a direct quotation, it would have to stand inside a source’s quotation marks. It does not.',
    source: 'It is handed to a source; to be direct, all of it would have to stand inside quotation marks.',
    direct: '',
    indirect:
      'To be direct, it would have to stand inside quotation marks. There are none: the text retells what the source said.',
    mixed: 'To be direct, all of it would have to stand inside quotation marks. Only some words do.',
    reports:
      'To be a direct quotation, somebody’s words would have to stand in marks. Here the document tells what somebody did.',
    furniture: FURNITURE
  },
  indirect: {
    states: `To be indirect speech, ${CUE}. None does: the text says it itself.`,
    characterises: `To be indirect speech, ${CUE}. None does: the judgement is the text’s own.`,
    own: `To be indirect speech, ${CUE}. None does.`,
    source:
      'It is handed to a source; to be indirect, none of it might stand in the source’s quotation marks.',
    direct:
      'To be indirect, it would have to be retold in the text’s words. Here the marks hold the source’s own.',
    indirect: '',
    mixed:
      'To be indirect, no words might stand in quotation marks. Some do here, so part of it is the source’s wording.',
    reports:
      'To be indirect speech, somebody would have to say it. Here somebody does something, and the document tells it.',
    furniture: FURNITURE
  },
  mixed: {
    states: `To be mixed, ${CUE}, and quotation marks would have to take some of its words. The text says it itself.`,
    characterises: `To be mixed, ${CUE}. None does: the judgement is the text’s own, whatever marks stand round a word.`,
    own: `To be mixed, ${CUE}. None does; marks round a word are not yet a source.`,
    source:
      'It is handed to a source; to be mixed, some of its words and not all would have to stand in quotation marks.',
    direct:
      'To be mixed, part of it would have to be the text’s own paraphrase. All of it stands inside the marks.',
    indirect: 'To be mixed, some of its words would have to stand in quotation marks. None do.',
    mixed: '',
    reports: 'To be mixed, it would have to be somebody’s words. Here the document tells what somebody did.',
    furniture: FURNITURE
  },
  reports: {
    states:
      'To report another’s act, somebody other than the author would have to act in it. Here the author states it.',
    characterises:
      'To report another’s act, somebody other than the author would have to act in it. Here the author judges.',
    own: 'To report another’s act, somebody other than the author would have to act in it.',
    source: 'To be a report of an act, somebody would have to do something. Here somebody says something.',
    direct:
      'To be a report of an act, somebody would have to do something. Here somebody’s words are quoted.',
    indirect:
      'To be a report of an act, somebody would have to do something. Here somebody’s words are retold.',
    mixed:
      'To be a report of an act, somebody would have to do something. Here somebody’s words are partly quoted.',
    reports: '',
    furniture: `${FURNITURE} Nobody acts in it.`
  },
  nothing: {
    states: 'Left unmarked, it would have to be something else than a statement that a record could settle.',
    characterises:
      'Left unmarked, it would have to hold no judgement of its own. Take the judging words out, and no claim is left.',
    own: 'Left unmarked, it would have to be somebody else’s.',
    source: 'Left unmarked, it would have to be the text’s own. But a cue hands it over.',
    direct: 'Left unmarked, it would have to be the text’s own. But it stands in a source’s quotation marks.',
    indirect:
      'Left unmarked, it would have to be the text’s own. A cue hands it over, though nothing is in quotation marks.',
    mixed:
      'Left unmarked, it would have to be the text’s own. A cue hands it over, and some words are the source’s.',
    reports: 'Left unmarked, nobody but the author might act in it. Here somebody else does.',
    furniture: ''
  }
};

const KNOWN = new Set<string>([...Object.keys(LABELS), 'furniture', 'nothing']);

/** What a reading would have needed to be the key's; empty where nothing is to be said. */
export function needed(given: string | null, expected: string | null): string {
  const from = given ?? 'nothing';
  if (!expected || !KNOWN.has(from) || !KNOWN.has(expected)) return '';
  return NEEDED[from as Given]?.[expected as Expected] ?? '';
}

/** What stands beside an item in a list. */
export const CODES: Record<string, string> = {
  right: 'Read as the key reads it',
  'other-reading': 'You read it another way',
  accepted: 'Accepted by your instructor',
  unanswered: 'Left open',
  contested: 'Careful readers differ',
  found: 'Found',
  partly: 'Found in part',
  missed: 'Not marked',
  extra: 'Marked, and the key does not'
};

/** Notes of a verdict, in words; `{0}` stands for a name. `null`: nothing to say. */
export const NOTES: Record<string, string | null> = {
  'under-half': 'You marked less than half of its words.',
  short:
    'Your mark stops before the statement ends, or begins after it. The words in between belong to it too.',
  wide: 'Your mark also takes in words that are not part of it.',
  'with-cue':
    'Your mark also takes in the words that hand it over. They are the text’s own; this costs nothing.',
  'other-kind': 'You found it, and called it another kind.',
  'source-exact': null,
  'source-partly': 'You marked part of the source’s name, or some words too many.',
  'source-missed': 'You did not mark who speaks.',
  'source-elsewhere': 'What you marked as the source is not who speaks here.',
  'source-inner':
    'You marked the inner speaker: {0} is whom {1} reports. Asked for is whoever speaks to the text itself.',
  'cue-exact': null,
  'cue-partly': 'You marked part of the cue, or some words too many.',
  'cue-missed': 'You did not mark the words that hand it over.',
  'cue-elsewhere': 'What you marked as the cue does not hand this statement over.',
  'cue-inner':
    'You marked the inner cue: it hands over to {0}, whom {1} reports. Asked for are the words with which the text hands over to {1}.',
  'order-right': 'You put the chain of speakers in the key’s order.',
  'order-other': 'The chain runs in another order: outermost stands whoever speaks to the text itself.',
  'order-missed': 'You left the chain of speakers open.'
};

/** A note in words, with the names that it speaks of; `null` where nothing is to be said. */
export function noteWords(note: string, names: readonly string[] = []): string | null {
  const words = Object.hasOwn(NOTES, note) ? NOTES[note] : null;
  return words?.replace(/\{(\d)\}/g, (_, i: string) => names[Number(i)] ?? 'somebody') ?? null;
}

/** What to look at next, by the pair that was mixed up most. */
export function advice(given: string | null, expected: string | null): string {
  const own = ['states', 'characterises', 'own'];
  const handed = ['source', 'direct', 'indirect', 'mixed'];
  const [from, to] = [given ?? 'nothing', expected ?? ''];
  if (handed.includes(from) && own.includes(to))
    return 'Look next at how far a cue reaches: for each statement that you hand over, point at the word that does it.';
  if (handed.includes(to) && !handed.includes(from))
    return 'Look next for the words that hand over: they may stand after the statement, or in the sentence before it.';
  if (from === 'characterises' && to === 'states')
    return 'Look next at what is left when you take the judging words out: if it can be looked up, the text states it.';
  if (from === 'states' && to === 'characterises')
    return 'Look next for claims that no record could settle: motives, predictions, what something “shows”.';
  if (handed.includes(from) && handed.includes(to))
    return 'Look next at where quotation marks open and close: round all of it, round a part, or not at all.';
  if (from === 'reports' || to === 'reports')
    return 'Look next at who acts: the author, or somebody whom the document tells of.';
  if (to === 'furniture') return 'Look next at datelines, bylines and captions: they belong to no voice.';
  return 'Look next at the items below where your reading and the key’s part.';
}
