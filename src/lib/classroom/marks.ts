import { points } from '../scoring/words.ts';
import type { Settings } from './settings.ts';

/** What an assignment comes to for a learner. Pure: scores and points in, marks out. */

/** What a part came to in a work: the check's score, and an instructor's own points in its place. */
export interface PartMark {
  /** Corrected for chance and uncut; `null` where nothing was answered, or of a live session too little for points. */
  score: number | null;
  /** 0 to 100; `null` where no instructor changed anything. */
  override: number | null;
  /** Whether it is left out of the mark where it has no score; else it counts 0. */
  spared?: boolean;
}

/** Whether parts without a score are left out of the mark of a work that was begun then. */
export const sparesIn = ({ leftOutUntil }: Pick<Settings, 'leftOutUntil'>, startedAt: number): boolean =>
  leftOutUntil !== undefined && startedAt <= leftOutUntil;

/** Whether a work that was begun then was taken over from a live session. */
export const isTakenOver = (
  { takenOverUntil, leftOutUntil }: Pick<Settings, 'takenOverUntil' | 'leftOutUntil'>,
  startedAt: number
): boolean => startedAt <= (takenOverUntil ?? leftOutUntil ?? -Infinity);

/** Why a check gave a part no points. */
export type Without = 'nothing' | 'too-little' | 'unmarked';

/**
 * Why the check gave no points for a part of a work that is handed in: nothing was answered; of what was taken over, too
 * little; or what was answered could not be marked.
 * @returns `null` where it gave some, or an instructor’s own stand in the place of what an answer did not get
 */
export function withoutPoints({
  score,
  override,
  answered,
  takenOver
}: Pick<PartMark, 'score' | 'override'> & { answered: boolean; takenOver: boolean }): Without | null {
  if (score !== null) return null;
  if (!answered) return 'nothing';
  if (override !== null) return null;
  return takenOver ? 'too-little' : 'unmarked';
}

/** Points of a part that count; `null` where it is left out. An instructor’s own points count in any case. */
export const countedPoints = (part: PartMark): number | null =>
  part.spared && part.score === null && part.override === null ? null : partPoints(part);

/** Points of a part, 0 to 100: an instructor's own before the check's; without either it is 0. */
export function partPoints({ score, override }: PartMark): number {
  return override ?? (score === null ? 0 : points(score));
}

/** The mark of a work: the mean of its parts that count, 0 to 100; `null` where none does. */
export function workMark(parts: readonly PartMark[]): number | null {
  const points = parts.map(countedPoints).filter((one) => one !== null);
  if (points.length === 0) return null;
  return points.reduce((sum, one) => sum + one, 0) / points.length;
}

/** An attempt with its mark. */
export interface Attempt {
  /** 1 for the first. */
  number: number;
  /** Whether it is handed in, or can no longer be: what is still being worked on has no mark. */
  done: boolean;
  parts: readonly PartMark[];
}

/**
 * The attempt that counts; `null` where none is done.
 * @returns of several that are equally good, the first
 */
export function counting<A extends Attempt>(attempts: readonly A[], counts: Settings['counts']): A | null {
  const done = attempts.filter((attempt) => attempt.done).sort((a, b) => a.number - b.number);
  if (counts === 'first') return done[0] ?? null;
  if (counts === 'last') return done.at(-1) ?? null;
  return done.reduce<A | null>(
    (best, one) => (best === null || (workMark(one.parts) ?? 0) > (workMark(best.parts) ?? 0) ? one : best),
    null
  );
}

/** A mark as pages and exports show it: at most one decimal. */
export const shownMark = (mark: number): number => Math.round(10 * mark) / 10;

/** Why no marks are made of a session, and what to do. */
export const NOBODY_MARKED =
  'Everybody gave too little for points, so nobody would have a mark. Count it as 0, or make none.';
