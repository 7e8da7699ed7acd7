/** An exercise in a list of sheets. */
export interface SheetRow {
  slug: string;
  title: string;
  skill: string;
  level: number;
  minutes: number;
}

/** Titles that go on from another: “The second half” after “The first half”. */
const goesOn = ({ title }: SheetRow) => Number(/\b(second half|more)$/i.test(title));

/** The exercises that no lesson uses: skill by skill, from easy to hard, and a first half before its second. */
export function moreOf<T extends SheetRow>(
  exercises: readonly T[],
  used: ReadonlySet<string>
): { skill: string; sheets: T[] }[] {
  const rest = exercises.filter(({ slug }) => !used.has(slug));
  return [...new Set(rest.map(({ skill }) => skill))].map((skill) => ({
    skill,
    sheets: rest
      .filter((exercise) => exercise.skill === skill)
      .sort((a, b) => a.level - b.level || goesOn(a) - goesOn(b))
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
