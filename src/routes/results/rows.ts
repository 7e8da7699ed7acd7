import type { Attempt, ExerciseRecord } from '$lib/progress/schema.ts';
import type { ShelfExercise, ShelfPack } from '$lib/progress/shelf.ts';
import { points } from '$lib/scoring/words.ts';

/** One exercise that was begun, with what this browser keeps of it. */
export interface Row {
  pack: ShelfPack;
  exercise: ShelfExercise;
  record: ExerciseRecord;
}

/** The exercises that were begun, in the order of the shelf. */
export function rowsOf(packs: readonly ShelfPack[], records: ReadonlyMap<string, ExerciseRecord>): Row[] {
  return packs.flatMap((pack) =>
    pack.exercises.flatMap((exercise) => {
      const record = records.get(`${pack.slug}/${exercise.slug}`);
      return record ? [{ pack, exercise, record }] : [];
    })
  );
}

/** Below this, an exercise is worth another look. */
export const ENOUGH = 70;

/** The points of an attempt, 0 to 100; `null` where too much was left open for any, as its verdict says, or there is none. */
export const pointsOf = (attempt: Attempt | null): number | null =>
  attempt && !attempt.summary.left ? points(attempt.summary.score) : null;

export const latestPoints = ({ record }: Row): number | null => pointsOf(record.latest);

/** Those whose latest attempt is worth another look: first those left open, then the weakest. */
export function weakest(rows: readonly Row[]): Row[] {
  const worth = (row: Row) => latestPoints(row) ?? -1;
  return rows.filter((row) => row.record.latest && worth(row) < ENOUGH).sort((a, b) => worth(a) - worth(b));
}
