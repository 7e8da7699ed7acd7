import { exerciseIn, exercisesOf, lessonIn, nameOf, type Catalogue, type Draft, type Step } from './draft.ts';
import type { OfferedExercise } from './draft.ts';
import type { Settings } from './settings.ts';

/** What keeps an assignment from being published or changed: where it stands in the form, and what to do. */
export interface DraftProblem {
  /** The name of the form's field, or of the step: `title`, `due`, `steps.2`. */
  path: string;
  message: string;
}

/**
 * What is said of times that have passed: a closing that keeps the assignment from being published, and a due time with
 * which it may be, everything then being late.
 */
export function passed(
  { due, closes }: Settings,
  now: number
): { problems: DraftProblem[]; notes: DraftProblem[] } {
  const problems: DraftProblem[] = [];
  const notes: DraftProblem[] = [];
  if (closes !== null && closes <= now)
    problems.push({
      path: 'closes',
      message: 'This time has passed, so nobody could do it. Choose a later one, or leave it empty.'
    });
  if (due !== null && due <= now)
    notes.push({ path: 'due', message: 'This time has passed: whatever is handed in is marked as late.' });
  return { problems, notes };
}

/** What a step is of, as its pack has it now. */
const knownAs = (catalogue: Catalogue, step: Step) =>
  (step.of === 'lesson' ? lessonIn : exerciseIn)(catalogue, nameOf(step));

/**
 * What is wrong with a list that has something twice: an exercise is in an assignment once, and in a session too. It is
 * said of the step that brings it again.
 */
export function doubled(catalogue: Catalogue, steps: readonly Step[]): DraftProblem[] {
  const seen = new Map<string, number>();
  return steps.flatMap((step, n) => {
    const known = knownAs(catalogue, step);
    if (!known) return [];
    const inIt = exercisesOf(catalogue, step);
    return (inIt.length > 0 ? inIt : [`lesson ${step.slug}`]).flatMap((part) => {
      const earlier = seen.get(`${step.pack}/${part}`);
      if (earlier === undefined) {
        seen.set(`${step.pack}/${part}`, n);
        return [];
      }
      const message = `“${known.title}” holds what step ${earlier + 1} has already. Take one of the two out.`;
      return [{ path: `steps.${n}`, message }];
    });
  });
}

/** Everything of a draft but its times that has to be mended before learners may see it; empty where nothing has. */
export function publishProblems(catalogue: Catalogue, { title, steps, audience }: Draft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const say = (path: string, message: string) => void problems.push({ path, message });
  if (title === '') say('title', 'Give it a title: learners see it in their list.');
  if (steps.length === 0) say('steps', 'Choose at least one lesson or exercise.');
  const twice = doubled(catalogue, steps);
  steps.forEach((step, n) => {
    const path = `steps.${n}`;
    if (!knownAs(catalogue, step))
      return say(path, `The ${step.of} “${step.slug}” is in no pack any more. Take it out of the list.`);
    problems.push(...twice.filter((one) => one.path === path));
    for (const slug of exercisesOf(catalogue, step))
      problems.push(...standInProblems(catalogue, step, slug, path));
  });
  if (audience.of === 'chosen' && audience.learners.length === 0)
    say('learners', 'Tick at least one learner, or set it to the whole class.');
  return problems;
}

function standInProblems(catalogue: Catalogue, step: Step, slug: string, path: string): DraftProblem[] {
  const exercise = exerciseIn(catalogue, `${step.pack}/${slug}`);
  if (!exercise) return [];
  const at = `${path}.standIns.${slug}`;
  const chosen = step.standIns[slug];
  if (chosen === undefined)
    return needsStandIn(catalogue, exercise)
      ? [
          {
            path: at,
            message: `Choose what stands in for “${exercise.title}”: nobody has to work with these texts.`
          }
        ]
      : [];
  return standInChoices(catalogue, exercise).some((choice) => nameOf(choice) === chosen)
    ? []
    : [
        {
          path: at,
          message: `What stands in for “${exercise.title}” trains another skill, is of the same texts, or is in no pack any more. Choose another.`
        }
      ];
}

/** Whether an exercise is of a pack whose texts nobody has to work with. */
export const needsStandIn = (catalogue: Catalogue, { pack }: OfferedExercise): boolean =>
  catalogue.some(({ slug, optOut }) => slug === pack && optOut);

/**
 * What may stand in for an exercise: others of its skill, the nearest first. Nothing on the texts of a pack that nobody
 * has to work with, its own included, and what the list asks for already only after everything else.
 * @param asked the exercises of the list, as `pack/slug`
 */
export function standInChoices(
  catalogue: Catalogue,
  exercise: OfferedExercise,
  asked: readonly string[] = []
): OfferedExercise[] {
  const far = (other: OfferedExercise) =>
    (asked.includes(nameOf(other)) ? 5000 : 0) +
    (nameOf(other) === exercise.standIn ? -1000 : 0) +
    (other.type === exercise.type ? 0 : 100) +
    10 * Math.abs(other.level - exercise.level) +
    Math.abs(other.minutes - exercise.minutes);
  return catalogue
    .filter(({ optOut }) => !optOut)
    .flatMap(({ exercises }) => exercises)
    .filter((other) => other.skill === exercise.skill && nameOf(other) !== nameOf(exercise))
    .sort((a, b) => far(a) - far(b) || (nameOf(a) < nameOf(b) ? -1 : 1));
}

const SHOWN: readonly Settings['feedback'][] = ['at-once', 'handed-in', 'closed'];

/**
 * What may not be changed once a learner has begun: whoever began was told something else. Words, title, the
 * shown time zone and whom it is for may (who has begun stays among them); times and feedback only become later,
 * attempts only more, a time limit only longer.
 */
export function refusedOnceBegun(before: Draft, after: Draft): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const say = (path: string, message: string) =>
    void problems.push({ path, message: `${message} Copy the assignment to set it differently.` });
  const bare = ({ steps }: Draft) =>
    JSON.stringify(
      steps.map(({ of, pack, slug, standIns }) => [of, pack, slug, Object.entries(standIns).sort()])
    );
  if (bare(before) !== bare(after))
    say('steps', 'Learners have begun, so what they work on, its order and its stand-ins stay as they are.');
  const [was, is] = [before.settings, after.settings];
  const earlier = (a: number | null, b: number | null) => b !== null && (a === null || b < a);
  for (const time of ['due', 'closes'] as const)
    if (earlier(was[time], is[time]))
      say(time, 'Learners have begun and count on the time that they were told: it may only become later.');
  if (is.opens !== was.opens) say('opens', 'Learners have begun, so it has opened.');
  if (SHOWN.indexOf(is.feedback) < SHOWN.indexOf(was.feedback))
    say(
      'feedback',
      'Learners have begun, so reasons may only be shown later: shown sooner, they would help whoever is not done.'
    );
  if (is.attempts < was.attempts) say('attempts', 'Learners have begun, so there may only be more attempts.');
  if (is.minutes !== null && (was.minutes === null || is.minutes < was.minutes))
    say(
      'minutes',
      'Learners have begun and count on the time that they were told: it may only become longer.'
    );
  for (const [name, what] of Object.entries(LOCKED) as [keyof typeof LOCKED, string][])
    if (is[name] !== was[name]) say(name, `Learners have begun, so ${what} the same for everyone.`);
  return problems;
}

const LOCKED = {
  counts: 'which attempt counts stays',
  confidence: 'whether confidence is asked stays'
} as const;
