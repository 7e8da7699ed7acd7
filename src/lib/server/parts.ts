import type { Kysely } from 'kysely';
import { blocksOf, type Draft, type PlannedPart } from '../classroom/draft.ts';
import type { Database } from './db/schema.ts';
import { newId } from './ids.ts';

/** A step of an assignment as it is stored. Versions are `null` in a draft: it shows the packs as they are now. */
export interface AssignmentPart extends PlannedPart {
  id: string;
  position: number;
  version: string | null;
  standInVersion: string | null;
}

const keyOf = ({ pack, lesson, exercise }: PlannedPart) => `${pack}/${exercise ?? `lesson/${lesson}`}`;

/** Writes the parts in their order. One that stays keeps its id, its pinned version, and who opted out of it. */
export async function writeParts(
  db: Kysely<Database>,
  before: { classId: string; id: string; parts: readonly AssignmentPart[] },
  planned: readonly PlannedPart[]
): Promise<void> {
  // A draft may hold the same exercise twice, until somebody is told to take one out.
  const left = Map.groupBy(before.parts, keyOf);
  for (const [position, part] of planned.entries()) {
    const { pack, lesson, exercise, standIn, words } = part;
    const old = left.get(keyOf(part))?.shift();
    const row = {
      ...{ position, pack, lesson, exercise, words },
      stand_in: standIn,
      version: old?.version ?? null,
      stand_in_version: old?.standIn === standIn ? (old?.standInVersion ?? null) : null
    };
    if (old) await db.updateTable('part').set(row).where('id', '=', old.id).execute();
    else
      await db
        .insertInto('part')
        .values({ id: newId(), class_id: before.classId, assignment_id: before.id, ...row })
        .execute();
  }
  const gone = [...left.values()].flat().map(({ id }) => id);
  if (gone.length > 0) await db.deleteFrom('part').where('id', 'in', gone).execute();
}

/** Writes the words above the steps, where nothing else of them may change. */
export async function writeWords(
  db: Kysely<Database>,
  before: readonly AssignmentPart[],
  { steps }: Draft
): Promise<void> {
  for (const [n, [first]] of blocksOf(before).entries())
    await db.updateTable('part').set({ words: steps[n]!.words }).where('id', '=', first!.id).execute();
}
