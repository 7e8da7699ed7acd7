/** An exercise in a list of sheets. */
export interface SheetRow {
  slug: string;
  title: string;
  skill: string;
  level: number;
  minutes: number;
}

/** The exercises that no lesson uses, skill by skill, in the order in which they are given. */
export function moreOf<T extends SheetRow>(
  exercises: readonly T[],
  used: ReadonlySet<string>
): { skill: string; sheets: T[] }[] {
  const rest = exercises.filter(({ slug }) => !used.has(slug));
  return [...new Set(rest.map(({ skill }) => skill))].map((skill) => ({
    skill,
    sheets: rest.filter((exercise) => exercise.skill === skill)
  }));
}

/** The exercises of a lesson, in the order in which it has them. */
export function sheetsOf<T extends SheetRow>(
  lesson: { exercises: readonly string[] },
  exercises: readonly T[]
): T[] {
  return lesson.exercises.flatMap((slug) => exercises.find((exercise) => exercise.slug === slug) ?? []);
}

/** How long a lesson takes: its own minutes, and those of the notes for a class. */
export function timesOf(minutes: number): string {
  return `${minutes} minutes alone, 45 in class`;
}
