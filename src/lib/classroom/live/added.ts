/** What has been added to the marks of a live session since they were made. It goes with them when they are taken back. */
export interface Added {
  /** What instructors said to learners. */
  comments: number;
  /** Answers for which an instructor’s own points count. */
  points: number;
  /** Readings that were accepted, or proposed. */
  readings: number;
  rescorings: number;
  /** Attempts that learners began themselves: what was answered in them is nowhere else. */
  attempts: number;
  /** When the latest of it came, in milliseconds since 1970; `null` where there is none. */
  latest: number | null;
}

const WORDS: Record<Exclude<keyof Added, 'latest'>, [one: string, many: string]> = {
  attempts: ['attempt that a learner began later', 'attempts that learners began later'],
  comments: ['comment', 'comments'],
  points: ['answer with an instructor’s own points', 'answers with an instructor’s own points'],
  readings: ['reading that was accepted or proposed', 'readings that were accepted or proposed'],
  rescorings: ['rescoring', 'rescorings']
};

/** What was added, in words: “2 comments”, “1 rescoring”. Names nobody. */
export const saidAdded = (added: Added): string[] =>
  (['attempts', 'comments', 'points', 'readings', 'rescorings'] as const)
    .filter((what) => added[what] > 0)
    .map((what) => `${added[what]} ${WORDS[what][added[what] === 1 ? 0 : 1]}`);

/** By which a page says what it was made of: it is another one as soon as anything was added. */
export const stampOf = ({ attempts, comments, points, readings, rescorings, latest }: Added): string =>
  [attempts, comments, points, readings, rescorings, latest ?? 0].join('.');
