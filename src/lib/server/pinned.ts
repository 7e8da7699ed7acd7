import type { Kysely } from 'kysely';
import { findExercise } from '../packs/submission.ts';
import type { PackExercise } from '../packs/load.ts';
import { itemVersionOf } from '../packs/version.ts';
import type { Database, Row } from './db/schema.ts';
import { packOf, packs, sourceCard } from './packs.ts';
import { openRow, versionOf, type Pinned } from './versions.ts';

/** Exercises as assignments keep them: by content, so that a later change of a pack touches nothing that was set. */

/** An exercise as it is kept: its content, and what is known of its texts. */
async function rowOf(exercise: PackExercise, now: number): Promise<Row<'pinned'>> {
  const { version, pack, slug, type, title, task, skill, level, minutes, access, item, key } = exercise;
  const { sources } = await packOf(pack);
  const cards = sources.filter(({ id }) => exercise.sources.includes(id)).map(sourceCard);
  return {
    version,
    item_version: itemVersionOf(type, item),
    ...{ pack, slug, type, title, task, skill, level, minutes, access },
    item: JSON.stringify(item),
    key: JSON.stringify(key),
    sources: JSON.stringify(cards),
    created_at: now
  };
}

/**
 * Keeps an exercise as it is now, item and key, under its content's version; the same content is kept once.
 * @returns the version
 */
export async function pin(db: Kysely<Database>, exercise: PackExercise, now: number): Promise<string> {
  await db
    .insertInto('pinned')
    .values(await rowOf(exercise, now))
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute();
  return exercise.version;
}

/**
 * An exercise of an assignment: as it was pinned, or, in a draft, as the packs have it now.
 * @param version what was pinned of it, if anything
 * @param name `pack/slug`
 */
export async function asSet(
  db: Kysely<Database>,
  version: string | null,
  name: string | null
): Promise<Pinned | null> {
  if (version !== null) return versionOf(db, version);
  const exercise = name === null ? undefined : findExercise(await packs(), name);
  return exercise ? openRow(await rowOf(exercise, 0)) : null;
}

/** Pins what is not pinned yet of an assignment's parts and stand-ins. */
export async function pinParts(db: Kysely<Database>, id: string, now: number): Promise<void> {
  const all = await packs();
  const pinned = async (name: string | null) => {
    const exercise = name === null ? undefined : findExercise(all, name);
    return exercise ? pin(db, exercise, now) : null;
  };
  const parts = await db.selectFrom('part').selectAll().where('assignment_id', '=', id).execute();
  for (const part of parts)
    await db
      .updateTable('part')
      .set({
        version: part.version ?? (await pinned(part.exercise && `${part.pack}/${part.exercise}`)),
        stand_in_version: part.stand_in_version ?? (await pinned(part.stand_in))
      })
      .where('id', '=', part.id)
      .execute();
}
