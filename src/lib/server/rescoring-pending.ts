import type { Kysely } from 'kysely';
import type { PackExercise } from '../packs/load.ts';
import { itemVersionOf } from '../packs/version.ts';
import type { Assignment } from './assignments.ts';
import type { Database, Row } from './db/schema.ts';
import { markedParts, type MarkedPart } from './marks.ts';

/** What a rescoring would bring in: keys that changed since they were pinned, and readings that are to count or not. */

type Db = Kysely<Database>;

/** An exercise of a pack as it is now, by `pack/slug`. */
export type Present = (name: string) => PackExercise | undefined;

/** An exercise that an assignment pinned, and what became of it in its pack. */
export interface Slot {
  part: MarkedPart;
  /** Whether it stands in for the part's own. */
  standIn: boolean;
  title: string;
  version: string;
  /** The same key; another key to the same exercise; another exercise, since its text or question changed; none. */
  now: 'same' | 'key' | 'text' | 'gone';
  present: PackExercise | null;
}

/** What a rescoring would bring in. */
export interface Pending {
  slots: Slot[];
  /** Readings that are proposed to count, and those that are to count no more. */
  joining: Row<'accepted'>[];
  leaving: Row<'accepted'>[];
  /** Marks that were given by an older key than the one that counts. */
  stale: number;
}

export const isPending = ({ slots, joining, leaving, stale }: Pending): boolean =>
  slots.some(({ now }) => now === 'key') || joining.length + leaving.length + stale > 0;

/** What has changed since an assignment was set, or its marks were last worked out. */
export async function pendingOf(db: Db, assignment: Assignment, present: Present): Promise<Pending> {
  const slots = await slotsOf(db, assignment, present);
  const accepted = await acceptedIn(db, assignment);
  const { count } = await staleMarks(db, assignment)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return {
    slots,
    joining: accepted.filter((row) => row.applied_at === null),
    leaving: accepted.filter((row) => row.leaving === 1),
    stale: Number(count)
  };
}

async function slotsOf(db: Db, assignment: Assignment, present: Present): Promise<Slot[]> {
  const parts = await markedParts(db, assignment);
  const versions = parts.flatMap(({ version, standIn }) =>
    standIn ? [version, standIn.version] : [version]
  );
  if (versions.length === 0) return [];
  const rows = await db
    .selectFrom('pinned')
    .select(['version', 'item_version', 'pack', 'slug'])
    .where('version', 'in', versions)
    .execute();
  const pinned = new Map(rows.map((row) => [row.version, row]));
  const slot = (
    part: MarkedPart,
    { version, title }: { version: string; title: string },
    standIn: boolean
  ): Slot => {
    const { pack, slug, item_version } = pinned.get(version)!;
    const found = present(`${pack}/${slug}`) ?? null;
    const sameItem = found !== null && itemVersionOf(found.type, found.item) === item_version;
    const now = !found ? 'gone' : found.version === version ? 'same' : sameItem ? 'key' : 'text';
    return { part, standIn, title, version, now, present: found };
  };
  return parts.flatMap((part) => [
    slot(part, part, false),
    ...(part.standIn ? [slot(part, part.standIn, true)] : [])
  ]);
}

export const acceptedIn = (
  db: Db,
  { id, classId }: Pick<Assignment, 'id' | 'classId'>
): Promise<Row<'accepted'>[]> =>
  db
    .selectFrom('accepted')
    .selectAll()
    .where('class_id', '=', classId)
    .where('assignment_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** The marks that count and were given by another key than the one that is pinned now. */
export const staleMarks = (db: Db, { id, classId }: Pick<Assignment, 'id' | 'classId'>) =>
  db
    .selectFrom('score')
    .innerJoin('answer', 'answer.id', 'score.answer_id')
    .innerJoin('part', 'part.id', 'score.part_id')
    .where('part.class_id', '=', classId)
    .where('part.assignment_id', '=', id)
    .where('score.replaced_at', 'is', null)
    .whereRef('score.version', '!=', 'answer.version');
