/**
 * Exercises of an assignment that its lesson's text does not place: they were pinned with it, and the packs have taken
 * them out of the text since. They stand after it.
 */
export const unplaced = <Open extends { named: string }>(
  lesson: { exercises: readonly string[] },
  open: readonly Open[]
): Open[] => open.filter(({ named }) => !lesson.exercises.includes(named));
