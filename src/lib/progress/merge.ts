import type { Attempt, ExerciseRecord, LaterRecord, LessonRecord } from './schema.ts';

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

/**
 * Joins two records of one lesson: begun, finished and checked a week later when that was first; of each text and each
 * answer the newer record's.
 */
export function mergeLesson(mine: LessonRecord, theirs: LessonRecord): LessonRecord {
  const [older, newer] = theirs.at > mine.at ? [mine, theirs] : [theirs, mine];
  const recalled = { ...older.recalled, ...newer.recalled };
  const later = mergeLater(older.later, newer.later);
  return {
    at: newer.at,
    begun: Math.min(mine.begun, theirs.begun),
    finished: earliest(mine.finished, theirs.finished),
    instead: newer.instead,
    texts: { ...older.texts, ...newer.texts },
    ...(Object.keys(recalled).length > 0 ? { recalled } : {}),
    ...(later ? { later } : {})
  };
}

function mergeLater(older: LaterRecord | undefined, newer: LaterRecord | undefined): LaterRecord | undefined {
  if (!older || !newer) return newer ?? older;
  // Answers go with the result that was made of them.
  const [behind, ahead] =
    older.held && older.held.at < (newer.held?.at ?? Infinity) ? [newer, older] : [older, newer];
  return {
    answers: { ...behind.answers, ...ahead.answers },
    held: ahead.held ?? behind.held,
    left: earliest(older.left, newer.left)
  };
}

function earliest(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function pick(
  a: Attempt | null,
  b: Attempt | null,
  first: (a: Attempt, b: Attempt) => boolean
): Attempt | null {
  if (!a || !b) return a ?? b;
  return first(a, b) ? a : b;
}
