import type { ExerciseRecord, LaterRecord, LessonRecord } from './schema.ts';
import type { Question, ShelfLesson, ShelfPack } from './shelf.ts';
import { lessonStatus } from './status.ts';

/**
 * The check a week after a lesson: when it is due, and what came of it. The clock is handed in, in milliseconds; what
 * counts are days of the calendar, so that whoever learns on Mondays is asked on a Monday, at whatever hour.
 */

/** How many days after a lesson was finished its check is offered. */
export const DAYS = 7;

const DAY = 86_400_000;

/** The number of the day that a moment lies in, where the learner is. A day with a changed clock is one day too. */
export type DayOf = (at: number) => number;
export const localDay: DayOf = (at) => {
  const date = new Date(at);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY;
};

/** What is asked of a learner's records. */
interface Kept {
  exercises: ReadonlyMap<string, Pick<ExerciseRecord, 'attempts' | 'at' | 'answer' | 'first'>>;
  lessons: ReadonlyMap<string, Pick<LessonRecord, 'at' | 'finished' | 'instead' | 'later'>>;
}

/**
 * When a lesson was finished: when the last of its exercises, or the one in its place, was first checked; a lesson
 * without exercises when the learner said so. `null` where it is not.
 */
export function finishedAt(pack: string, lesson: ShelfLesson, kept: Kept): number | null {
  if (lessonStatus(pack, lesson, kept).state !== 'done') return null;
  const own = kept.lessons.get(`${pack}/${lesson.slug}`);
  if (lesson.exercises.length === 0) return own?.finished ?? null;
  const firsts = lesson.exercises.map((slug) => {
    const names = [`${pack}/${slug}`, own?.instead ? (lesson.standIns[slug] ?? '') : ''];
    return Math.min(...names.map((name) => kept.exercises.get(name)?.first?.at ?? Infinity));
  });
  const last = Math.max(...firsts);
  return Number.isFinite(last) ? last : (own?.finished ?? null);
}

/** Where the check of a lesson stands. */
export type LaterState =
  /** The lesson is not finished. */
  | { is: 'none' }
  /** Its day has not come: how many days are left. */
  | { is: 'waits'; finished: number; days: number }
  /** It can be done: how many days ago the lesson was finished, and whether the learner has said to leave it. */
  | { is: 'due'; finished: number; days: number; left: boolean }
  | { is: 'done'; finished: number | null; held: NonNullable<LaterRecord['held']> };

/**
 * Where a lesson's check stands at a moment. A lesson that was finished ahead of the clock (the clock was wrong then, or
 * is now) waits: nothing is said of days that have not passed.
 */
export function laterState(
  pack: string,
  lesson: ShelfLesson,
  kept: Kept,
  now: number,
  dayOf: DayOf = localDay
): LaterState {
  const record = kept.lessons.get(`${pack}/${lesson.slug}`)?.later;
  const finished = finishedAt(pack, lesson, kept);
  if (record?.held) return { is: 'done', finished, held: record.held };
  if (finished === null) return { is: 'none' };
  const days = dayOf(now) - dayOf(finished);
  return days >= DAYS
    ? { is: 'due', finished, days, left: (record?.left ?? null) !== null }
    : { is: 'waits', finished, days: DAYS - days };
}

export interface Check<State extends LaterState = LaterState> {
  pack: string;
  lesson: ShelfLesson;
  state: State;
}

/** The checks of all lessons that have been finished, in the order of the shelf. */
export function allChecks(
  packs: readonly ShelfPack[],
  kept: Kept,
  now: number,
  dayOf: DayOf = localDay
): Check[] {
  return packs.flatMap((pack) =>
    pack.lessons
      .map((lesson) => ({ pack: pack.slug, lesson, state: laterState(pack.slug, lesson, kept, now, dayOf) }))
      .filter(({ state }) => state.is !== 'none')
  );
}

export type DueCheck = Check<Extract<LaterState, { is: 'due' }>>;

/** Of these checks the ones to offer: those that are due and were not left, the one that has waited longest first. */
export function offered(checks: readonly Check[]): DueCheck[] {
  return checks
    .filter((check): check is DueCheck => check.state.is === 'due' && !check.state.left)
    .sort((a, b) => a.state.finished - b.state.finished);
}

/**
 * Takes an answer to one of the questions. The first answer to each stays; with the last one the result is made, and it
 * stays as well.
 */
export function withAnswer(
  record: LaterRecord | undefined,
  questions: readonly Question[],
  id: string,
  chosen: string,
  now: number
): LaterRecord {
  const { held, left } = record ?? { held: null, left: null };
  const answers = { [id]: chosen, ...record?.answers };
  const right = questions.filter((question) => answers[question.id] === question.answer).length;
  const complete = questions.every((question) => answers[question.id] !== undefined);
  return { answers, left, held: held ?? (complete ? { at: now, right, of: questions.length } : null) };
}

const NUMBERS = ['none', 'one', 'two', 'three', 'four', 'five', 'six'];

/** What came of a check: "Held after a week: two of three". */
export function heldWords({ right, of }: { right: number; of: number }): string {
  return `Held after a week: ${NUMBERS[right] ?? right} of ${NUMBERS[of] ?? of}`;
}

/** How long ago a lesson was: "seven days", "12 days". */
export function daysWords(days: number): string {
  return days === DAYS ? 'seven days' : `${days} days`;
}

/** The day on which the check of a lesson becomes due, as a page says it: "12 March 2027". */
export function dueDayWords(finished: number): string {
  const due = new Date(finished);
  due.setDate(due.getDate() + DAYS);
  return dateWords(due.getTime());
}

/** A day as a page says it. */
export function dateWords(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
