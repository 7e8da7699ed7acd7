/** The course map as pages get it: packs, their lessons and open exercises, without texts and keys. */

export interface ShelfExercise {
  slug: string;
  title: string;
  /** The skill in a learner's words. */
  skill: string;
  level: 1 | 2 | 3;
  minutes: number;
  version: string;
}

export interface ShelfLesson {
  slug: string;
  title: string;
  summary: string;
  minutes: number;
  skill: string;
  contains: string;
  exercises: string[];
  /** For an exercise the one (`pack/slug`) that counts the same for a learner who would rather not do it. */
  standIns: Record<string, string>;
}

/** A question with its answer and the reason, as a lesson and the check a week after it ask it. */
export interface Question {
  /** What it asks, in short: another question has another. */
  id: string;
  sentence: string | null;
  ask: string;
  /** As they stand on the page. */
  options: string[];
  answer: string;
  because: string;
  /** The lessons it comes from, where it is asked before another. */
  from: { pack: string; slug: string; title: string }[];
}

export interface ShelfPack {
  slug: string;
  title: string;
  summary: string;
  contains: string;
  lessons: ShelfLesson[];
  exercises: ShelfExercise[];
}
