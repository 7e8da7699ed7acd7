import type { Attempt, ExerciseRecord, LessonRecord } from './schema.ts';

/**
 * Joins two records of one exercise: the earliest first attempt, the latest one, the answer that is newer. A record
 * without an answer takes no other's place.
 */
export function mergeExercise(mine: ExerciseRecord, theirs: ExerciseRecord): ExerciseRecord {
  const begun = (record: ExerciseRecord) => record.answer !== undefined;
  const later = theirs.at > mine.at;
  const newer = begun(mine) === begun(theirs) ? (later ? theirs : mine) : begun(mine) ? mine : theirs;
  return {
    ...newer,
    attempts: Math.max(mine.attempts, theirs.attempts),
    first: pick(mine.first, theirs.first, (a, b) => a.at <= b.at),
    latest: pick(mine.latest, theirs.latest, (a, b) => a.at >= b.at)
  };
}

/** Joins two records of one lesson; of each text the newer record's. */
export function mergeLesson(mine: LessonRecord, theirs: LessonRecord): LessonRecord {
  const [older, newer] = theirs.at > mine.at ? [mine, theirs] : [theirs, mine];
  return {
    at: newer.at,
    begun: Math.min(mine.begun, theirs.begun),
    finished: mine.finished ?? theirs.finished,
    instead: newer.instead,
    texts: { ...older.texts, ...newer.texts }
  };
}

function pick(
  a: Attempt | null,
  b: Attempt | null,
  first: (a: Attempt, b: Attempt) => boolean
): Attempt | null {
  if (!a || !b) return a ?? b;
  return first(a, b) ? a : b;
}
