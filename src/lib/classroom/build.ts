import { LearnerId, MOST_CHOSEN } from './audience.ts';
import { standInChoices, type DraftProblem } from './changes.ts';
import {
  askedIn,
  Draft,
  exerciseIn,
  exercisesOf,
  MOST_STEPS,
  nameOf,
  newStep,
  type Catalogue,
  type Step
} from './draft.ts';
import { Zone } from './settings.ts';
import { momentOf, saidTime, wallOf, type Doubt } from './zoned.ts';

/**
 * The builder's form. Whatever was typed is kept as it was typed (`Typed`), so that it can be shown again beside what is
 * wrong with it; a `Draft` is made of it where nothing is.
 */

/** A step is written in the form as `lesson:pack/slug`. */
const STEP = /^(lesson|exercise):([a-z0-9-]+)\/([a-z0-9-]+)$/;

/** The form as it was typed: times as `datetime-local` has them, numbers as text, nothing chosen as empty text. */
export interface Typed {
  title: string;
  words: string;
  zone: string;
  opens: string;
  due: string;
  closes: string;
  attempts: string;
  counts: string;
  minutes: string;
  feedback: string;
  level: string;
  confidence: boolean;
  /** `class` or `chosen`. */
  audience: string;
  /** The ids of those who are ticked. They are kept where it is for chosen ones; for the whole class nobody is. */
  learners: string[];
  steps: Step[];
}

const FIELDS = [
  ...['title', 'words', 'zone', 'opens', 'due', 'closes'],
  ...['attempts', 'counts', 'minutes', 'feedback', 'level', 'audience']
] as Exclude<keyof Typed, 'confidence' | 'learners' | 'steps'>[];

/** How the form begins for an assignment. */
export function typedOf({ title, words, steps, settings, audience }: Draft): Typed {
  const { zone, attempts, counts, minutes, feedback, confidence, level } = settings;
  const wall = (at: number | null) => (at === null ? '' : wallOf(at, zone));
  return {
    ...{ title, words, zone, counts, feedback, confidence, steps },
    opens: wall(settings.opens),
    due: wall(settings.due),
    closes: wall(settings.closes),
    attempts: String(attempts),
    minutes: minutes === null ? '' : String(minutes),
    level: level === null ? '' : String(level),
    audience: audience.of,
    learners: audience.of === 'chosen' ? audience.learners : []
  };
}

/** What the form sends. */
export function formOf(typed: Typed): FormData {
  const form = new FormData();
  for (const field of FIELDS) form.set(field, typed[field]);
  if (typed.confidence) form.set('confidence', 'on');
  for (const learner of typed.learners) form.append('learner', learner);
  for (const { of, pack, slug, words, standIns } of typed.steps) {
    const step = `${of}:${pack}/${slug}`;
    form.append('step', step);
    form.set(wordsField(step), words);
    for (const [exercise, standIn] of Object.entries(standIns))
      form.set(standInField(pack, exercise), standIn);
  }
  return form;
}

export const stepName = ({ of, pack, slug }: Step): string => `${of}:${pack}/${slug}`;
export const wordsField = (step: string): string => `words ${step}`;
export const standInField = (pack: string, exercise: string): string => `stand-in ${pack}/${exercise}`;

/** Reads what a form sent, whatever it is: what is no step or no learner, and what stands there twice, is passed over. */
export function readForm(catalogue: Catalogue, form: FormData): Typed {
  const text = (name: string) => {
    const value = form.get(name);
    // A textarea sends its lines apart with CR LF.
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
  };
  const names = [...new Set(form.getAll('step'))].filter((name) => typeof name === 'string');
  const steps = names.slice(0, MOST_STEPS + 1).flatMap((name): Step[] => {
    const [, of, pack, slug] = STEP.exec(name) ?? [];
    if (!of || !pack || !slug) return [];
    const step: Step = { of: of as Step['of'], pack, slug, words: text(wordsField(name)), standIns: {} };
    const standIns = exercisesOf(catalogue, step).flatMap((exercise) => {
      const chosen = text(standInField(pack, exercise));
      return chosen === '' ? [] : [[exercise, chosen] as const];
    });
    return [{ ...step, standIns: Object.fromEntries(standIns) }];
  });
  const fields = Object.fromEntries(FIELDS.map((field) => [field, text(field)]));
  const learners = [...new Set(form.getAll('learner'))].filter((id) => LearnerId.safeParse(id).success);
  return {
    ...(fields as Omit<Typed, 'confidence' | 'learners' | 'steps'>),
    confidence: form.has('confidence'),
    learners: (learners as string[]).slice(0, MOST_CHOSEN),
    steps
  };
}

/** What may still be typed once a learner has begun: the rest stays as it was, whatever a form sends. */
export function keptOnceBegun(stored: Typed, typed: Typed): Typed {
  const { opens, counts, confidence } = stored;
  const words = new Map(typed.steps.map((step) => [stepName(step), step.words]));
  const steps = stored.steps.map((step) => ({ ...step, words: words.get(stepName(step)) ?? step.words }));
  return { ...typed, opens, counts, confidence, steps };
}

/** What came of a form: a draft, with what is said of times that clocks skip or show twice; or what is wrong with it. */
export type Read = { draft: Draft; notes: DraftProblem[] } | { problems: DraftProblem[] };

/** Makes a draft of what was typed. Paths of problems and notes are names of the form's fields, or `steps.2`. */
export function draftFrom(typed: Typed): Read {
  const problems: DraftProblem[] = [];
  const notes: DraftProblem[] = [];
  const { title, words, steps, zone, counts, feedback, confidence, audience, learners } = typed;

  const time = (path: 'opens' | 'due' | 'closes'): number | null => {
    if (typed[path] === '' || !Zone.safeParse(zone).success) return null;
    // Some browsers send the seconds.
    const moment = momentOf(typed[path].slice(0, 16), zone);
    if (!moment) problems.push({ path, message: 'Write a day and a time, like 7 December 2026, 14:00.' });
    else if (moment.doubt) notes.push({ path, message: inDoubt(moment.at, moment.doubt, zone) });
    return moment?.at ?? null;
  };
  const whole = (path: 'attempts' | 'minutes', least: number, most: number): number => {
    const number = /^\d{1,4}$/.test(typed[path].trim()) ? Number(typed[path]) : NaN;
    if (number >= least && number <= most) return number;
    problems.push({ path, message: `${NUMBERS[path]}: write a whole number from ${least} to ${most}.` });
    return least;
  };

  const draft = Draft.safeParse({
    ...{ title, words, steps },
    audience: audience === 'chosen' ? { of: audience, learners } : { of: audience },
    settings: {
      ...{
        opens: time('opens'),
        due: time('due'),
        closes: time('closes'),
        zone,
        counts,
        feedback,
        confidence
      },
      attempts: whole('attempts', 1, 10),
      minutes: typed.minutes.trim() === '' ? null : whole('minutes', 1, 600),
      level: typed.level === '' ? null : Number(typed.level)
    }
  });
  if (draft.success && problems.length === 0) return { draft: draft.data, notes };
  for (const { path, message, code } of draft.error?.issues ?? []) {
    const at =
      path[0] === 'audience' ? 'audience' : (path[0] === 'settings' ? path.slice(1) : path).join('.');
    if (!problems.some((problem) => problem.path === at))
      problems.push({ path: at, message: code === 'custom' || code === 'too_big' ? message : CHOOSE });
  }
  return { problems };
}

const NUMBERS = { attempts: 'Attempts', minutes: 'Time limit' } as const;
const CHOOSE = 'Choose one of those that are offered.';

function inDoubt(at: number, doubt: Doubt, zone: string): string {
  return doubt === 'skipped'
    ? `Clocks are put forward then, and this time is left out: it is taken as ${saidTime(at, zone)}.`
    : 'Clocks are put back then, and this time comes twice: the first is meant.';
}

/** Whether a change to the list of steps is one: what its buttons send. */
const EDIT = /^(?:(up|down|remove) (\d{1,2})|add ((?:lesson|exercise):[a-z0-9-]+\/[a-z0-9-]+))$/;

/**
 * Changes the list of steps as a button says: `up 2`, `down 0`, `remove 1`, `add lesson:pack/slug`.
 * @returns the list as it was where there is nothing to do
 */
export function edited(catalogue: Catalogue, steps: readonly Step[], edit: string): Step[] {
  const [, what, at, added] = EDIT.exec(edit) ?? [];
  if (added !== undefined) {
    const [, of, pack, slug] = STEP.exec(added)!;
    const there = steps.some((step) => stepName(step) === added);
    return there
      ? [...steps]
      : [...steps, withOtherStandIns(catalogue, steps, newStep(catalogue, of as Step['of'], pack!, slug!))];
  }
  const from = Number(at);
  const step = steps[from];
  if (what === undefined || !step) return [...steps];
  const others = steps.toSpliced(from, 1);
  if (what === 'remove') return others;
  return others.toSpliced(Math.max(0, from + (what === 'up' ? -1 : 1)), 0, step);
}

/** A step that comes to others, with stand-ins that are not asked for already and come once, where there are any. */
function withOtherStandIns(catalogue: Catalogue, steps: readonly Step[], step: Step): Step {
  const asked = askedIn(catalogue, [...steps, step]);
  const standIns = Object.entries(step.standIns).map(([slug, name]) => {
    const exercise = exerciseIn(catalogue, `${step.pack}/${slug}`);
    const [nearest] = exercise ? standInChoices(catalogue, exercise, asked) : [];
    const chosen = asked.includes(name) && nearest ? nameOf(nearest) : name;
    asked.push(chosen);
    return [slug, chosen] as const;
  });
  return { ...step, standIns: Object.fromEntries(standIns) };
}
