import { laterOf, lessonEntries, lessonOf, shelf, shelfLesson } from '$lib/server/packs.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = lessonEntries;

export const load: PageServerLoad = async ({ params }) => {
  const { pack, lesson } = await lessonOf(params.pack, params.lesson);
  const mine = shelfLesson(pack, lesson);
  const names = [...mine.exercises.map((slug) => `${pack.slug}/${slug}`), ...Object.values(mine.standIns)];
  return {
    pack: { slug: pack.slug, title: pack.meta.title },
    lesson: mine,
    questions: laterOf(lesson),
    /** The exercises that may be taken up again: the lesson's own, and those that may stand in for them. */
    exercises: Object.fromEntries(
      (await shelf())
        .flatMap(({ slug, exercises }) =>
          exercises.map((exercise) => [`${slug}/${exercise.slug}`, exercise] as const)
        )
        .filter(([name]) => names.includes(name))
    )
  };
};
