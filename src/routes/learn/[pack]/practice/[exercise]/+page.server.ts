import { metOf, noteOnExercises } from '$lib/server/notes.ts';
import {
  openEntries,
  openExercise,
  openOf,
  publicExercise,
  readableOf,
  sourceCard,
  standInOf
} from '$lib/server/packs.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = openEntries;

export const load: PageServerLoad = async ({ params }) => {
  const { pack, exercise } = await openExercise(params.pack, params.exercise);
  const open = openOf(pack);
  const next = open[open.indexOf(exercise) + 1];
  return {
    pack: { slug: pack.slug, title: pack.meta.title, contains: await noteOnExercises([exercise]) },
    sources: readableOf(pack)
      .filter(({ id }) => exercise.sources.includes(id))
      .map(sourceCard),
    items: [await publicExercise(exercise)],
    /** See `ContentNote.svelte`. */
    met: metOf(pack, exercise.sources),
    standIn: (await standInOf(pack, exercise.slug))[0] ?? null,
    next: next ? { slug: next.slug, title: next.title } : null
  };
};
