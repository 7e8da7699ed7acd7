import type { LessonMeta } from './schema.ts';

type Say = (place: string, message: string, fix: string) => void;

/** What a part of a lesson looks like in its text, and what it is to whoever left it out. */
interface Part {
  is: RegExp;
  what: string;
  fix: string;
}

const tag = (name: string, what: string, fix: string): Part => ({
  is: new RegExp(`^<${name}(?=[\\s/>])`, 'm'),
  what,
  fix
});

const WORKED = tag('Worked', 'worked example', 'add <Worked …> with an invented, harmless sentence');
const HALF_WORKED = tag(
  'HalfWorked',
  'half-worked example',
  'add <HalfWorked …> after the worked ones: one thing to choose, with its reason'
);
const EXERCISE = tag('Exercise', 'exercise', 'add <Exercise slug="…" />, or say kind: transfer');
const CHECKLIST = tag('Checklist', 'checklist', 'add <Checklist id="…" title="…" items={[…]} />');
const WELL: Part = {
  is: /^## What .+ (does|do) well$/m,
  what: 'heading that says what a text does well',
  fix: 'add "## What this text does well" (or "these texts do"), and below it what a reader can rely on in it'
};
const CLOSING = [
  tag('Reflect', 'private question', 'add <Reflect id="wanted" ask="What did I want the text to say?" />'),
  tag('TakeAlong', 'summary of what to take along', 'add <TakeAlong> at the end')
];

const PARTS: Readonly<Record<LessonMeta['kind'], readonly Part[]>> = {
  lesson: [WORKED, HALF_WORKED, EXERCISE, WELL, ...CLOSING],
  transfer: [CHECKLIST, ...CLOSING]
};

/**
 * Every lesson goes from an example that is worked over one that is half worked to exercises that one does alone, says
 * what its texts do well, and closes with a private question and what to take along. A transfer lesson has a
 * checklist in place of all that needs a text of the pack.
 */
export function bodyProblems({ kind, skill, exercises }: LessonMeta, body: string, say: Say): void {
  for (const { is, what, fix } of PARTS[kind]) if (!is.test(body)) say('text', `it has no ${what}`, fix);
  if (kind === 'transfer' && exercises.length > 0)
    say('exercises', 'a transfer lesson is private and unscored', 'write exercises: [], or say kind: lesson');
  if ((kind === 'transfer') !== (skill === 'transfer'))
    say('kind', `it is of kind ${kind} and trains ${skill}`, 'give both or neither as transfer');
  if (kind === 'transfer') return;
  const order = [WORKED, HALF_WORKED, EXERCISE].map((part) => ({ ...part, at: body.search(part.is) }));
  for (const [i, part] of order.slice(1).entries())
    if (part.at >= 0 && part.at < order[i]!.at)
      say('text', `the first ${part.what} stands before the first ${order[i]!.what}`, 'turn them round');
}

/** What a teacher finds in the notes to every lesson, in this order; other headings may stand between. */
const HEADINGS = [
  'Aim',
  'Forty-five minutes',
  'Likely misreadings',
  'Questions that are not safe in a mixed class',
  'Rules for talking',
  'Opting out'
];

/**
 * Checks a teacher's notes: every heading once, in order, with something under it; and no part of a lesson but what the
 * page of the notes can show.
 * @param quotes what the lesson quotes: its notes may quote the same
 */
export function notesProblems(text: string, quotes: readonly string[], say: Say): void {
  for (const [whole, name] of text.matchAll(/<([A-Z][A-Za-z]*)(?=[\s/>])[^>]*>/g)) {
    if (name !== 'Quote')
      say(whole, 'a teacher’s notes cannot show it', 'say it in words, or say where it stands in the lesson');
    else if (!quotes.includes(/\sof="([^"]+)"/.exec(whole)?.[1] ?? ''))
      say(whole, 'the lesson does not quote it', 'quote in the notes only what the lesson quotes');
  }
  const sections = text.split(/^## +/m).slice(1);
  const found = sections.map((section) => section.split('\n')[0]!.trim());
  let last = -1;
  for (const heading of HEADINGS) {
    const at = found.indexOf(heading);
    if (at < 0) say(`## ${heading}`, 'the heading is missing', 'add it, and what a teacher needs under it');
    else if (sections[at]!.split('\n').slice(1).join('').trim() === '')
      say(`## ${heading}`, 'nothing stands under it', 'say what a teacher needs');
    else if (found.lastIndexOf(heading) !== at) say(`## ${heading}`, 'it stands there twice', 'join the two');
    else if (at < last) say(`## ${heading}`, 'it stands too early', `keep the order: ${HEADINGS.join(', ')}`);
    last = Math.max(last, at);
  }
}
