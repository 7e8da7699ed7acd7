import { openEntries, openExercise, publicExercise, readableOf, sourceCard } from '$lib/server/packs.ts';
import type { EntryGenerator, PageServerLoad } from './$types';

export const entries: EntryGenerator = openEntries;

export const load: PageServerLoad = async ({ params }) => {
  const { pack, exercise } = await openExercise(params.pack, params.exercise);
  const { exercise: shown } = await publicExercise(exercise);
  const sources = readableOf(pack)
    .filter(({ id }) => exercise.sources.includes(id))
    .map(sourceCard);
  return { pack: { slug: pack.slug, title: pack.meta.title }, sources, exercise: shown };
};
