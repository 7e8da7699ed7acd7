import { lessonAfter } from '$lib/progress/status.ts';
import {
  lessonEntries,
  lessonOf,
  openExercise,
  publicExercise,
  quotesOf,
  readableOf,
  retrievalOf,
  shelf,
  shelfLesson,
  sourceCard,
  standInOf,
  termsOf
} from '$lib/server/packs.ts';
import { pairsOf } from '$lib/server/pairs.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = lessonEntries;

export const load: PageServerLoad = async ({ params }) => {
  const { pack, lesson } = await lessonOf(params.pack, params.lesson);
  const exercises = await Promise.all(
    lesson.exercises.map(async (slug) => (await openExercise(pack.slug, slug)).exercise)
  );
  const next = lessonAfter(await shelf(), pack.slug, lesson.slug);
  return {
    pack: { slug: pack.slug, title: pack.meta.title },
    lesson: shelfLesson(pack, lesson),
    standIns: (await Promise.all(lesson.exercises.map((slug) => standInOf(pack, slug)))).flat(),
    aims: lesson.aims,
    retrieval: await retrievalOf(pack, lesson),
    items: await Promise.all(exercises.map(publicExercise)),
    quotes: quotesOf(pack, lesson.quotes),
    pairs: pairsOf(pack, lesson.pairs),
    terms: await termsOf(lesson),
    sources: readableOf(pack).map(sourceCard),
    texts: readableOf(pack)
      .filter(({ id }) => exercises.some(({ sources }) => sources.includes(id)))
      .map(({ id, meta }) => ({ id, name: meta.name })),
    next: next && {
      pack: next.pack,
      slug: next.lesson.slug,
      title: next.lesson.title,
      minutes: next.lesson.minutes
    }
  };
};
