import type { ExerciseRecord } from '$lib/progress/schema.ts';
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

/** The points of the latest attempt, 0 to 100. */
export function latestPoints({ record }: Row): number {
  return points(record.latest?.summary.score ?? 1);
}

/** What to take up again: the weakest latest attempts first, three at most. */
export function toTakeUp(rows: readonly Row[]): Row[] {
  return rows
    .filter((row) => latestPoints(row) < ENOUGH)
    .sort((a, b) => latestPoints(a) - latestPoints(b))
    .slice(0, 3);
}
