import type { ExerciseRecord, LessonRecord } from '$lib/progress/schema.ts';
import type { ShelfLesson } from '$lib/progress/shelf.ts';

interface Kept {
  exercises: ReadonlyMap<string, Pick<ExerciseRecord, 'latest'>>;
  lessons: ReadonlyMap<string, Pick<LessonRecord, 'instead'>>;
}

/** How many exercises are proposed. */
const MOST = 2;

/**
 * The exercises of a lesson to do once more, by `pack/slug`: those with the lowest latest score first. Who takes
 * stand-ins is shown those, and never what they stand in for.
 */
export function toRedo(pack: string, lesson: ShelfLesson, { exercises, lessons }: Kept): string[] {
  const instead = lessons.get(`${pack}/${lesson.slug}`)?.instead;
  const score = (name: string) => exercises.get(name)?.latest?.summary.score ?? -Infinity;
  return lesson.exercises
    .map((slug) => (instead && lesson.standIns[slug]) || `${pack}/${slug}`)
    .map((name, i) => ({ name, i, score: score(name) }))
    .sort((a, b) => (a.score === b.score ? a.i - b.i : a.score - b.score))
    .slice(0, MOST)
    .map(({ name }) => name);
}
