import type { DueCheck } from '$lib/progress/later.ts';
import type { Next } from '$lib/progress/status.ts';
import { ENOUGH, latestPoints, pointsOf, weakest, type Row } from './rows.ts';
import type { ShelfPack } from '$lib/progress/shelf.ts';

/** What the checked exercises of one skill say together. */
export interface SkillRow {
  skill: string;
  /** Exercises of this skill on the shelf. */
  of: number;
  /** Those that were checked. */
  rows: Row[];
  /** The mean of the first and of the latest attempts, in points from 0 to 100; `null` before one has points. */
  first: number | null;
  latest: number | null;
}

/**
 * The skills that the shelf has exercises for, in the order of the course.
 * @param rows the exercises that were checked
 */
export function bySkill(
  skills: readonly string[],
  packs: readonly ShelfPack[],
  rows: readonly Row[]
): SkillRow[] {
  const shelf = packs.flatMap(({ exercises }) => exercises);
  return skills.flatMap((skill) => {
    const of = shelf.filter((exercise) => exercise.skill === skill).length;
    const mine = rows.filter(({ exercise }) => exercise.skill === skill);
    const first = mean(mine.map(({ record }) => pointsOf(record.first)));
    return of > 0 ? [{ skill, of, rows: mine, first, latest: mean(mine.map(latestPoints)) }] : [];
  });
}

function mean(points: readonly (number | null)[]): number | null {
  const values = points.filter((value) => value !== null);
  return values.length === 0
    ? null
    : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** The one thing to do next. */
export type Step =
  | { do: 'check'; check: DueCheck }
  | { do: 'again'; skill: SkillRow; row: Row }
  | { do: 'finish'; row: Row }
  | { do: 'lesson'; next: Next }
  | { do: 'nothing' };

/**
 * What to take up next: a check that is due, since its time passes; else the skill in which the latest attempts leave
 * most, and of it the weakest exercise; else what was left open; else the next lesson.
 */
export function nextStep(skills: readonly SkillRow[], due: readonly DueCheck[], next: Next | null): Step {
  if (due[0]) return { do: 'check', check: due[0] };
  const skill = skills
    .filter(({ latest }) => latest !== null && latest < ENOUGH)
    .sort((a, b) => a.latest! - b.latest!)[0];
  const row = weakest(skill?.rows ?? []).find((row) => latestPoints(row) !== null);
  if (skill && row) return { do: 'again', skill, row };
  const open = weakest(skills.flatMap(({ rows }) => rows)).find((row) => latestPoints(row) === null);
  if (open) return { do: 'finish', row: open };
  return next ? { do: 'lesson', next } : { do: 'nothing' };
}
