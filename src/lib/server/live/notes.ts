import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { noteOn } from '../../packs/notes.ts';
import { textsOf } from '../notes.ts';
import { packs } from '../packs.ts';
import { versionOf } from '../versions.ts';
import type { Live } from './sessions.ts';

/** What is said of hard texts before they come. */

/** A step for which another exercise is offered. */
export interface Note {
  part: string;
  /** What its texts speak of; empty where nothing is known of them. */
  contains: string;
  texts: number;
  /** The titles of its exercise and of the one that counts the same. */
  own: string;
  instead: string;
}

/** The steps of a session on hard texts: those for which a stand-in is offered, in their order. */
export async function notesOf(db: Kysely<Database>, { parts }: Pick<Live, 'parts'>): Promise<Note[]> {
  const notes: Note[] = [];
  for (const { id, version, stand_in_version } of parts) {
    if (version === null || stand_in_version === null) continue;
    const [own, instead] = await Promise.all([version, stand_in_version].map((each) => versionOf(db, each)));
    if (!own || !instead) continue;
    const of = textsOf(await packs(), { pack: own.row.pack, item: own.item });
    notes.push({
      part: id,
      contains: noteOn([of]),
      texts: new Set(of.ids).size,
      own: own.row.title,
      instead: instead.row.title
    });
  }
  return notes;
}

/** The steps of a session at which a learner takes the stand-in. */
export async function takenInstead(
  db: Kysely<Database>,
  { parts }: Pick<Live, 'parts'>,
  learner: string
): Promise<string[]> {
  const ids = parts.map(({ id }) => id);
  const rows = await db
    .selectFrom('opt_out')
    .select('part_id')
    .where('learner_id', '=', learner)
    .where('part_id', 'in', ids)
    .execute();
  return rows.map(({ part_id }) => part_id);
}
