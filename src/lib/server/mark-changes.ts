import type { Kysely } from 'kysely';
import { z } from 'zod';
import { audit } from './audit.ts';
import { locksRows } from './db/locking.ts';
import type { Database, Row } from './db/schema.ts';
import { newId } from './ids.ts';
import { acceptable } from './marking.ts';
import { seenAnswer } from './learner-results.ts';

/** What instructors change of marks and say to learners. Each is one transaction, with its line in the audit list. */

type Db = Kysely<Database>;

/** Of which learner, by whom, when. Callers have seen to it that all of it belongs together. */
export interface Concerning {
  classId: string;
  assignment: { id: string; title: string };
  learnerId: string;
  by: string;
  now: number;
}

/** What a form says of a mark. */
export const Words = z.string().trim().min(1, 'Write a few words.').max(2000, 'At most 2,000 characters.');
export const Points = z
  .string()
  .trim()
  .regex(/^\d+([.,]\d+)?$/, 'Write a number from 0 to 100.')
  .transform((typed) => Math.round(10 * Number(typed.replace(',', '.'))) / 10)
  .pipe(z.number().max(100, 'At most 100 points.'));

/** The work of this id, where it is the learner's at this assignment. */
export const workOf = (
  db: Db,
  { classId, assignment, learnerId }: Concerning,
  id: string
): Promise<Row<'work'> | undefined> =>
  db
    .selectFrom('work')
    .selectAll()
    .where('id', '=', id)
    .where('class_id', '=', classId)
    .where('assignment_id', '=', assignment.id)
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();

const note = (tx: Db, { classId, by, now, learnerId }: Concerning, detail: string) =>
  audit(tx, { classId, actor: by, what: 'mark-changed', about: learnerId, detail, at: now });

/** Says something about a part, or (`null`) about the whole work. */
export async function comment(
  db: Db,
  concerning: Concerning,
  { work, part, words }: { work: string; part: string | null; words: string }
): Promise<void> {
  const { classId, by, now, assignment } = concerning;
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('comment')
      .values({
        id: newId(),
        class_id: classId,
        work_id: work,
        part_id: part,
        words,
        created_by: by,
        created_at: now
      })
      .execute();
    await note(tx, concerning, `wrote a comment on “${assignment.title}”`);
  });
}

/** Takes a comment back that whoever asks wrote. */
export async function takeBackComment(
  db: Db,
  concerning: Concerning,
  work: string,
  id: string
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const gone = await tx
      .deleteFrom('comment')
      .where('id', '=', id)
      .where('work_id', '=', work)
      .where('created_by', '=', concerning.by)
      .returning('id')
      .executeTakeFirst();
    if (gone) await note(tx, concerning, `took a comment on “${concerning.assignment.title}” back`);
  });
}

/**
 * Puts an instructor's own points in the place of the check's.
 * @param points 0 to 100; `null` takes earlier ones back, so that the check's count again
 */
export async function override(
  db: Db,
  concerning: Concerning,
  {
    work,
    part,
    points,
    reason
  }: { work: string; part: { id: string; number: number }; points: number | null; reason: string }
): Promise<void> {
  const { classId, by, now, assignment } = concerning;
  await db.transaction().execute(async (tx) => {
    // Of two who press at once the second waits, and replaces what the first gave.
    if (locksRows(tx))
      await tx.selectFrom('work').select('id').where('id', '=', work).forNoKeyUpdate().execute();
    await tx
      .updateTable('override')
      .set({ replaced_at: now })
      .where('work_id', '=', work)
      .where('part_id', '=', part.id)
      .where('replaced_at', 'is', null)
      .execute();
    await tx
      .insertInto('override')
      .values({
        ...{ id: newId(), class_id: classId, work_id: work, part_id: part.id },
        ...{ points, reason, created_by: by, created_at: now }
      })
      .execute();
    const what = points === null ? 'took own points back in' : `gave ${points} points for`;
    await note(tx, concerning, `${what} exercise ${part.number} of “${assignment.title}”`);
  });
}

/**
 * Proposes that what a learner gave counts for everybody. It does from the next rescoring on.
 * @returns whether it was proposed, or why not: there is no such reading to accept, or it is proposed already
 */
export async function propose(
  db: Db,
  concerning: Concerning,
  {
    work,
    part,
    item,
    reason
  }: { work: string; part: { id: string; number: number }; item: string; reason: string }
): Promise<'proposed' | 'none' | 'known'> {
  const { classId, by, now, assignment } = concerning;
  const seen = await seenAnswer(db, work, part.id);
  const found = seen?.verdict?.items.find((one) => one.id === item && acceptable(one));
  if (!seen || !found || found.given === null) return 'none';
  const { given } = found;
  const { version } = seen.pinned.row;
  return db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('accepted')
      .values({
        ...{ id: newId(), class_id: classId, assignment_id: assignment.id, part_id: part.id, version },
        ...{ item_id: item, given, reason, created_by: by, created_at: now }
      })
      .onConflict((on) => on.columns(['part_id', 'version', 'item_id', 'given']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!made) return 'known';
    const detail = `proposed to accept a reading in exercise ${part.number} of “${assignment.title}”`;
    await audit(tx, { classId, actor: by, what: 'mark-changed', detail, at: now });
    return 'proposed';
  });
}

/**
 * Takes an accepted reading back: one that was only proposed at once, one that counts with the next rescoring. A
 * second time leaves it after all.
 */
export async function takeBackReading(
  db: Db,
  { classId, assignment, by, now }: Omit<Concerning, 'learnerId'>,
  id: string
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('accepted')
      .selectAll()
      .where('id', '=', id)
      .where('class_id', '=', classId)
      .where('assignment_id', '=', assignment.id)
      .executeTakeFirst();
    if (!row) return;
    if (row.applied_at === null) await tx.deleteFrom('accepted').where('id', '=', id).execute();
    else
      await tx
        .updateTable('accepted')
        .set({ leaving: row.leaving === 1 ? 0 : 1 })
        .where('id', '=', id)
        .execute();
    const detail = `changed which readings “${assignment.title}” is to accept`;
    await audit(tx, { classId, actor: by, what: 'mark-changed', detail, at: now });
  });
}
