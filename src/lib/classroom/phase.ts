import type { Settings } from './settings.ts';

/**
 * Where an assignment stands for one learner: whether it can be begun, answered and handed in, and whether its key may
 * be shown. Pure: times are milliseconds since 1970, and `now` is handed in. `docs/attempts.md` says the rules in words.
 */

/** How long after the end answers are still taken: what was given in time may be on its way. */
export const GRACE = 60_000;

/** More time for one learner: for the time limit, and in place of due and closing time where those are earlier. */
export interface Extension {
  minutes: number;
  until: number | null;
}

/** What an assignment asks of one learner. */
export interface Terms {
  settings: Settings;
  extension: Extension | null;
  /** Why nothing is taken any more, whatever the times say; `false` where the times decide. */
  shut: Shut | false;
}

/** What an instructor did so that nothing is taken any more: archived the assignment, or ended the class. */
export type Shut = 'archived' | 'ended';

export const shutBy = (state: string, endedAt: number | null): Shut | false =>
  endedAt !== null ? 'ended' : state === 'archived' && 'archived';

/** One attempt, as far as its times go. */
export interface WorkTimes {
  startedAt: number;
  /** When its time limit runs out, as it was told at the beginning; `null`: it was begun without one. */
  limitAt: number | null;
  handedInAt: number | null;
  /** Whether the key of a reserved exercise was shown to the learner after it: then no other attempt may follow. */
  revealed: boolean;
}

export type Phase = 'not-yet' | 'open' | 'late' | 'closed' | 'done';

const later = (time: number | null, extension: Extension | null): number | null =>
  time === null ? null : Math.max(time, extension?.until ?? time);

/** Until when it is on time for this learner; `null`: it is never late. */
export const dueOf = ({ settings, extension }: Terms): number | null => later(settings.due, extension);

/** When it closes for this learner; `null`: never. */
export const closesOf = ({ settings, extension }: Terms): number | null => later(settings.closes, extension);

/** How many minutes this learner has from beginning to hand-in; `null`: no limit. */
export const minutesOf = ({ settings, extension }: Terms): number | null =>
  settings.minutes === null ? null : settings.minutes + (extension?.minutes ?? 0);

/** When the time limit of a work that is begun now will run out, closing left aside. */
export function limitFrom(terms: Terms, startedAt: number): number | null {
  const minutes = minutesOf(terms);
  return minutes === null ? null : startedAt + minutes * 60_000;
}

/**
 * When a work ends: with its time limit, and never after closing. A limit that was shortened or set later does not
 * take away what the learner was told; one that was lengthened counts.
 */
export function endOf(terms: Terms, work: WorkTimes): number | null {
  const limit = limitFrom(terms, work.startedAt);
  const ends = work.limitAt === null || limit === null ? null : Math.max(work.limitAt, limit);
  return earlier(ends, closesOf(terms));
}

const earlier = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);

/** Whether something that came at this time came late. */
export function isLate(terms: Terms, at: number): boolean {
  const due = dueOf(terms);
  return due !== null && at > due;
}

const isClosed = (terms: Terms, now: number): boolean =>
  terms.shut !== false || now >= (closesOf(terms) ?? Infinity);

/**
 * How a work stands: `running`; `ending` once its time is over, while answers that were given in time may still come;
 * `over` after that, when it is to be handed in by itself; `handed-in`, whatever the clock says.
 */
export function standing(
  terms: Terms,
  work: WorkTimes,
  now: number
): 'running' | 'ending' | 'over' | 'handed-in' {
  if (work.handedInAt !== null) return 'handed-in';
  if (terms.shut) return 'over';
  const end = endOf(terms, work) ?? Infinity;
  if (now < end) return 'running';
  return now < end + GRACE ? 'ending' : 'over';
}

/** Whether an answer that arrives now is still taken. */
export function takes(terms: Terms, work: WorkTimes, now: number): boolean {
  const is = standing(terms, work, now);
  return is === 'running' || is === 'ending';
}

/** How many attempts may still be begun, times left aside. */
export function attemptsLeft({ settings }: Terms, works: readonly WorkTimes[]): number {
  return works.some(({ revealed }) => revealed) ? 0 : Math.max(0, settings.attempts - works.length);
}

/** Where the assignment stands for the learner with these works. With time it only goes forward. */
export function phaseOf(terms: Terms, works: readonly WorkTimes[], now: number): Phase {
  if (works.length > 0 && attemptsLeft(terms, works) === 0 && !works.some((w) => takes(terms, w, now)))
    return 'done';
  if (isClosed(terms, now)) return 'closed';
  if (works.length === 0 && now < (terms.settings.opens ?? -Infinity)) return 'not-yet';
  return isLate(terms, now) ? 'late' : 'open';
}

/** Whether another attempt may begin now. */
export function mayBegin(terms: Terms, works: readonly WorkTimes[], now: number): boolean {
  const phase = phaseOf(terms, works, now);
  return (
    (phase === 'open' || phase === 'late') &&
    attemptsLeft(terms, works) > 0 &&
    !works.some((work) => takes(terms, work, now))
  );
}

/** An answer to one exercise in one work, as far as showing its key goes. */
export interface Asked {
  work: WorkTimes;
  /** Whether the learner checked it there: from then on it stands. */
  checked: boolean;
}

/**
 * Whether the learner may ever answer an exercise of the assignment again.
 * @param asked every work of the learner, with whether the exercise was checked in it
 */
export function mayAnswerAgain(terms: Terms, asked: readonly Asked[], now: number): boolean {
  const works = asked.map(({ work }) => work);
  const further = attemptsLeft(terms, works) > 0 && !isClosed(terms, now);
  return further || asked.some(({ work, checked }) => !checked && takes(terms, work, now));
}

/** What has to be known to say whether the key of an exercise may be shown. */
export interface KeyQuestion {
  terms: Terms;
  access: 'open' | 'reserved';
  /** The work whose verdict is asked for, and the others of the learner. */
  here: Asked;
  others: readonly Asked[];
  /** Whether the learner may still answer the same exercise in another place of the class. */
  elsewhere: boolean;
  now: number;
}

/**
 * Whether key, verdict and reasons of an exercise may reach the learner: when the feedback setting allows it, and, for
 * a reserved exercise, not before the learner can never answer it again.
 */
export function mayShowKey({ terms, access, here, others, elsewhere, now }: KeyQuestion): boolean {
  const { feedback } = terms.settings;
  const { work, checked } = here;
  const over = !takes(terms, work, now);
  const allowed =
    feedback === 'at-once' ? checked || over : over && (feedback === 'handed-in' || isClosed(terms, now));
  if (!allowed || access === 'open') return allowed;
  return !elsewhere && !mayAnswerAgain(terms, [here, ...others], now);
}

/** Whether a check would show the key at once: where it would not, there is nothing to check before hand-in. */
export const checksAtOnce = (question: KeyQuestion): boolean =>
  question.terms.settings.feedback === 'at-once' &&
  mayShowKey({ ...question, here: { ...question.here, checked: true } });
