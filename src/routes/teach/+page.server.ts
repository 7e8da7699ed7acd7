import { openOf, packs, shelfExercise, shelfLesson } from '$lib/server/packs.ts';
import type { PageServerLoad } from './$types';
import { moreOf, sheetsOf } from './sheets.ts';

export const load: PageServerLoad = async () => ({
  packs: (await packs()).map((pack) => {
    const exercises = openOf(pack).map(shelfExercise);
    return {
      slug: pack.slug,
      title: pack.meta.title,
      summary: pack.meta.summary,
      contains: pack.meta.contains,
      ground: pack.meta.ground,
      absent: pack.meta.absent,
      reviewed: pack.meta.reviewed,
      lessons: pack.lessons.map((lesson) => ({
        ...shelfLesson(pack, lesson),
        sheets: sheetsOf(lesson, exercises)
      })),
      more: moreOf(exercises, new Set(pack.lessons.flatMap((lesson) => lesson.exercises)))
    };
  })
});
