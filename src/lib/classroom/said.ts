import type { Audience } from './audience.ts';
import { listed } from '../text/listed.ts';
import { askedIn, exerciseIn, exercisesOf, lessonIn, nameOf, type Catalogue, type Step } from './draft.ts';
import type { Settings } from './settings.ts';

/** What an assignment asks, in the words of its pages. */

export const LEVELS = { 1: 'First steps', 2: 'Practice', 3: 'Hard cases' } as const;

export const FEEDBACK: Record<Settings['feedback'], string> = {
  'at-once': 'at each check',
  'handed-in': 'after hand-in',
  closed: 'after it has closed'
};

export const COUNTS: Record<Settings['counts'], string> = {
  first: 'the first counts',
  best: 'the best counts',
  last: 'the last counts'
};

/** "1 minute", "20 minutes" */
export const saidMinutes = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`);

/** "3 attempts, the best counts" */
export const saidAttempts = ({ attempts, counts }: Pick<Settings, 'attempts' | 'counts'>): string =>
  attempts === 1 ? 'One attempt' : `${attempts} attempts, ${COUNTS[counts]}`;

/** What becomes of exercises in which nothing is answered, where they are in the mark; `null` where there are none. */
export function saidNothingIn(open: number, of: number): string | null {
  if (open === 0) return null;
  if (of === 1) return 'Nothing is answered: that counts 0.';
  if (open === of) return `Nothing is answered in any of the ${of} exercises: each of them counts 0.`;
  return `Nothing is answered in ${open} of ${of} exercises: ${open === 1 ? 'it counts 0' : 'each of them counts 0'}.`;
}

/** "no chosen learners", "1 chosen learner", "3 chosen learners" */
export const saidChosen = (count: number): string =>
  count === 1 ? '1 chosen learner' : `${count === 0 ? 'no' : count} chosen learners`;

/** "the whole class", "3 chosen learners" */
export const saidAudience = (audience: Audience): string =>
  audience.of === 'class' ? 'the whole class' : saidChosen(audience.learners.length);

/** What a list of steps comes to. */
export interface Tally {
  minutes: number;
  exercises: number;
  /** How many of the exercises are open ones: their keys are public. */
  open: number;
}

export function tallyOf(catalogue: Catalogue, steps: readonly Step[]): Tally {
  const tally: Tally = { minutes: 0, exercises: 0, open: 0 };
  for (const step of steps) {
    const known =
      step.of === 'lesson' ? lessonIn(catalogue, nameOf(step)) : exerciseIn(catalogue, nameOf(step));
    tally.minutes += known?.minutes ?? 0;
    for (const slug of exercisesOf(catalogue, step)) {
      tally.exercises++;
      if (exerciseIn(catalogue, `${step.pack}/${slug}`)?.access === 'open') tally.open++;
    }
  }
  return tally;
}

/** What an instructor should know of the keys; `null` where nothing is marked or every key is kept. */
export function saidOpen({ exercises, open }: Tally): string | null {
  if (exercises === 0 || open === 0) return null;
  const all =
    exercises === 1
      ? 'The exercise is an open one'
      : `${exercises === 2 ? 'Both' : `All ${exercises}`} exercises are open ones`;
  const some = `${open} of the ${exercises} exercises ${open === 1 ? 'is an open one' : 'are open ones'}`;
  const which = open < exercises ? some : all;
  return `${which}: ${open === 1 ? 'its key is' : 'their keys are'} public, and anybody can look ${open === 1 ? 'it' : 'them'} up.`;
}

/**
 * What an instructor should know where reserved keys are shown while the class can still be joined; `null` where not.
 * @param feedback the setting, as it is stored or typed
 * @param joinable whether the join code lets anybody in
 */
export function saidTwice({ exercises, open }: Tally, feedback: string, joinable: boolean): string | null {
  if (!joinable || feedback === 'closed' || open === exercises) return null;
  return (
    `${saidReserved(exercises, exercises - open)}, and the door of the class is open: whoever joins under two names ` +
    'can read the reasons with one and answer with the other. Shut the door once everybody is in, or show reasons ' +
    'after closing.'
  );
}

/**
 * What an instructor should know where reserved exercises are on the same text: what one lights, or gives a reason for,
 * tells of the key of the other.
 * @returns a sentence for each text and what is on it; none where no two are on one
 */
export function saidTogether(catalogue: Catalogue, steps: readonly Step[]): string[] {
  const on = new Map<string, Set<string>>();
  for (const name of askedIn(catalogue, steps)) {
    const exercise = exerciseIn(catalogue, name);
    if (exercise?.access !== 'reserved') continue;
    for (const source of exercise.sources) {
      const same = `${exercise.pack}/${source} ${exercise.type}`;
      on.set(same, (on.get(same) ?? new Set<string>()).add(`“${exercise.title}”`));
    }
  }
  const together = [...on.values()].filter(({ size }) => size > 1).map((titles) => listed(titles));
  return [...new Set(together)].map(
    (titles) =>
      `${titles} are reserved and on the same text: what one lights or gives a reason for tells of the key of ` +
      'another, in whichever order they come. Where the mark matters, set only one of them.'
  );
}

function saidReserved(exercises: number, reserved: number): string {
  if (exercises === 1) return 'The exercise is reserved';
  if (reserved === exercises)
    return `${exercises === 2 ? 'Both' : `All ${exercises}`} exercises are reserved`;
  return `${reserved} of the ${exercises} exercises ${reserved === 1 ? 'is' : 'are'} reserved`;
}
