import type { DueCheck } from '$lib/progress/later.ts';
import type { Next } from '$lib/progress/status.ts';
import { points } from '$lib/scoring/words.ts';
import { ENOUGH, latestPoints, type Row } from './rows.ts';
import type { ShelfPack } from '$lib/progress/shelf.ts';

/** What the checked exercises of one skill say together. */
export interface SkillRow {
  skill: string;
  /** Exercises of this skill on the shelf. */
  of: number;
  /** Those that were checked. */
  rows: Row[];
  /** The mean of the first and of the latest attempts, in points from 0 to 100; `null` before there is one. */
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
    const first = mean(
      mine.flatMap(({ record }) => (record.first ? [points(record.first.summary.score)] : []))
    );
    return of > 0 ? [{ skill, of, rows: mine, first, latest: mean(mine.map(latestPoints)) }] : [];
  });
}

function mean(values: readonly number[]): number | null {
  return values.length === 0
    ? null
    : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** The one thing to do next. */
export type Step =
  | { do: 'check'; check: DueCheck }
  | { do: 'again'; skill: SkillRow; row: Row }
  | { do: 'lesson'; next: Next }
  | { do: 'nothing' };

/**
 * What to take up next: a check that is due, since its time passes; else the skill in which the latest attempts leave
 * most, and of it the weakest exercise; else the next lesson.
 */
export function nextStep(skills: readonly SkillRow[], due: readonly DueCheck[], next: Next | null): Step {
  if (due[0]) return { do: 'check', check: due[0] };
  const weakest = skills
    .filter(({ latest }) => latest !== null && latest < ENOUGH)
    .sort((a, b) => a.latest! - b.latest!)[0];
  const row = weakest?.rows.toSorted((a, b) => latestPoints(a) - latestPoints(b))[0];
  if (weakest && row) return { do: 'again', skill: weakest, row };
  return next ? { do: 'lesson', next } : { do: 'nothing' };
}
