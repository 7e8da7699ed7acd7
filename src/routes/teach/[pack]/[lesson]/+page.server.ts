import {
  laterOf,
  lessonEntries,
  lessonOf,
  openOf,
  quotesOf,
  readableOf,
  retrievalOf,
  shelfExercise,
  shelfLesson,
  sourceCard
} from '$lib/server/packs.ts';
import { sheetsOf } from '../../sheets.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = lessonEntries;

export const load: PageServerLoad = async ({ params }) => {
  const { pack, lesson } = await lessonOf(params.pack, params.lesson);
  const { title, ground, reviewed } = pack.meta;
  return {
    pack: { slug: pack.slug, title, ground, reviewed },
    lesson: shelfLesson(pack, lesson),
    aims: lesson.aims,
    retrieval: await retrievalOf(pack, lesson),
    later: laterOf(lesson),
    exercises: sheetsOf(lesson, openOf(pack).map(shelfExercise)),
    quotes: quotesOf(pack, lesson.quotes),
    sources: readableOf(pack).map(sourceCard)
  };
};
