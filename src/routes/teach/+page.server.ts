import { openOf, packs, shelfExercise, shelfLesson } from '$lib/server/packs.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({
  packs: (await packs()).map((pack) => ({
    slug: pack.slug,
    title: pack.meta.title,
    summary: pack.meta.summary,
    contains: pack.meta.contains,
    ground: pack.meta.ground,
    absent: pack.meta.absent,
    reviewed: pack.meta.reviewed,
    lessons: pack.lessons.map((lesson) => ({
      ...shelfLesson(pack, lesson),
      aims: lesson.aims,
      notes: lesson.teacher
    })),
    exercises: openOf(pack).map(shelfExercise)
  }))
});
