import type { Kysely } from 'kysely';
import { findExercise } from '../packs/submission.ts';
import type { PackExercise } from '../packs/load.ts';
import { itemVersionOf } from '../packs/version.ts';
import type { Database } from './db/schema.ts';
import { packOf, packs, sourceCard } from './packs.ts';

/** Exercises as assignments keep them: by content, so that a later change of a pack touches nothing that was set. */

/**
 * Keeps an exercise as it is now, item and key, under its content's version; the same content is kept once.
 * @returns the version
 */
export async function pin(db: Kysely<Database>, exercise: PackExercise, now: number): Promise<string> {
  const { version, pack, slug, type, title, task, skill, level, minutes, access, item, key } = exercise;
  const { sources } = await packOf(pack);
  const cards = sources.filter(({ id }) => exercise.sources.includes(id)).map(sourceCard);
  await db
    .insertInto('pinned')
    .values({
      version,
      item_version: itemVersionOf(type, item),
      ...{ pack, slug, type, title, task, skill, level, minutes, access },
      item: JSON.stringify(item),
      key: JSON.stringify(key),
      sources: JSON.stringify(cards),
      created_at: now
    })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute();
  return version;
}

/** Pins what is not pinned yet of an assignment's parts and stand-ins. */
export async function pinParts(db: Kysely<Database>, id: string, now: number): Promise<void> {
  const all = await packs();
  const versionOf = async (name: string | null) => {
    const exercise = name === null ? undefined : findExercise(all, name);
    return exercise ? pin(db, exercise, now) : null;
  };
  const parts = await db.selectFrom('part').selectAll().where('assignment_id', '=', id).execute();
  for (const part of parts)
    await db
      .updateTable('part')
      .set({
        version: part.version ?? (await versionOf(part.exercise && `${part.pack}/${part.exercise}`)),
        stand_in_version: part.stand_in_version ?? (await versionOf(part.stand_in))
      })
      .where('id', '=', part.id)
      .execute();
}
