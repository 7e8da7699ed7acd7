import { groundLine } from '$lib/packs/brief.ts';
import { noteOnExercises } from '$lib/server/notes.ts';
import {
  openExercise,
  packOf,
  publicExercise,
  readableOf,
  sourceCard,
  standInOf
} from '$lib/server/packs.ts';

/** What the worksheet and the key sheet share. */
export async function sheetOf(params: { pack: string; exercise: string }) {
  const { pack, exercise } = await openExercise(params.pack, params.exercise);
  const { exercise: shown } = await publicExercise(exercise);
  const [standIn] = await standInOf(pack, exercise.slug);
  const instead = standIn && {
    ...standIn,
    packTitle: (await packOf(standIn.pack)).meta.title
  };
  return {
    pack: { slug: pack.slug, title: pack.meta.title },
    sources: readableOf(pack)
      .filter(({ id }) => exercise.sources.includes(id))
      .map(sourceCard),
    exercise: shown,
    note: {
      contains: await noteOnExercises([exercise]),
      // Texts that one may pass by are those that need the ground said.
      ground: instead ? groundLine(pack.meta.ground) : '',
      instead: instead ?? null
    }
  };
}
