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

export interface ShelfPack {
  slug: string;
  title: string;
  summary: string;
  contains: string;
  lessons: ShelfLesson[];
  exercises: ShelfExercise[];
}
