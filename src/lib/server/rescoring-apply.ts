import { sql, type Kysely, type Transaction } from 'kysely';
import { Outcome, Plan, type RescoringRefusal } from '../classroom/rescoring.ts';
import type { Assignment } from './assignments.ts';
import { audit } from './audit.ts';
import { keepKeys } from './db/locking.ts';
import { retried } from './db/retried.ts';
import type { Database, Row } from './db/schema.ts';
import { marksOf, planned } from './rescoring.ts';
import { acceptedIn, type Present } from './rescoring-pending.ts';

/** Brings a rescoring in, at once or not at all; or throws it away. */

type Db = Kysely<Database>;

/** The preview or rescoring of this id of an assignment. */
export const rescoringOf = (
  db: Db,
  { id, classId }: Pick<Assignment, 'id' | 'classId'>,
  rescoring: string
): Promise<Row<'rescoring'> | undefined> =>
  db
    .selectFrom('rescoring')
    .selectAll()
    .where('id', '=', rescoring)
    .where('class_id', '=', classId)
    .where('assignment_id', '=', id)
    .executeTakeFirst();

/**
 * Applies a preview: marks are replaced, old ones stay as history, the assignment names the keys that count now. It is
 * refused, and nothing is written, where anything that it was made of has changed: marks, readings, or a pack's key.
 */
export async function applyRescoring(
  db: Db,
  assignment: Assignment,
  rescoring: string,
  present: Present,
  { by, now }: { by: string; now: number }
): Promise<Outcome | { refused: RescoringRefusal }> {
  return retried(db, async (tx) => {
    await keepKeys(tx, assignment.id, 'changed');
    const row = await rescoringOf(tx, assignment, rescoring);
    if (!row || row.applied_at !== null) return { refused: 'gone' };
    if (row.ready_at === null || row.outcome === null) return { refused: 'not-ready' };
    const plan = Plan.parse(JSON.parse(row.plan));
    const outcome = Outcome.parse(JSON.parse(row.outcome));
    if (!(await keysStand(tx, assignment, plan, present))) return { refused: 'keys-changed' };
    if (!(await marksStand(tx, rescoring, plan))) return { refused: 'marks-changed' };
    await replaceMarks(tx, row, by, now);
    await moveOn(tx, plan, now);
    await tx.updateTable('rescoring').set({ applied_at: now }).where('id', '=', rescoring).execute();
    await tx.deleteFrom('rescored').where('rescoring_id', '=', rescoring).execute();
    await audit(tx, {
      classId: assignment.classId,
      actor: by,
      what: 'rescored',
      detail: `“${assignment.title}”: ${outcome.up} up, ${outcome.down} down, of ${outcome.marks} marks.`,
      at: now
    });
    return outcome;
  });
}

/** Whether keys and accepted readings are those of the plan. */
async function keysStand(tx: Db, assignment: Assignment, plan: Plan, present: Present): Promise<boolean> {
  const accepted = planned(await acceptedIn(tx, assignment), plan.parts);
  if (JSON.stringify(accepted) !== JSON.stringify(plan.accepted)) return false;
  for (const { part, from, to } of plan.parts) {
    const row = await tx
      .selectFrom('part')
      .select(['version', 'stand_in_version'])
      .where('id', '=', part)
      .executeTakeFirst();
    if (!row || (row.version !== from && row.stand_in_version !== from)) return false;
    if (from === to) continue;
    const { pack, slug } = await tx
      .selectFrom('pinned')
      .select(['pack', 'slug'])
      .where('version', '=', to)
      .executeTakeFirstOrThrow();
    if (present(`${pack}/${slug}`)?.version !== to) return false;
  }
  return true;
}

/** Whether the marks that count are those that the preview worked out again: none replaced, and none come since. */
async function marksStand(tx: Db, rescoring: string, { parts }: Plan): Promise<boolean> {
  let counting = 0;
  for (const part of parts) {
    const { count } = await marksOf(tx, part)
      .select((row) => row.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    counting += Number(count);
  }
  const staged = await tx
    .selectFrom('rescored')
    .innerJoin('score', 'score.id', 'rescored.score_id')
    .where('rescored.rescoring_id', '=', rescoring)
    .select((row) => row.fn.countAll<number>().as('all'))
    .select((row) => row.fn.count<number>('score.replaced_at').as('replaced'))
    .executeTakeFirstOrThrow();
  return Number(staged.all) === counting && Number(staged.replaced) === 0;
}

async function replaceMarks(
  tx: Transaction<Database>,
  row: Row<'rescoring'>,
  by: string,
  now: number
): Promise<void> {
  const { id, why } = row;
  const changed = tx
    .selectFrom('rescored')
    .where('rescored.rescoring_id', '=', id)
    .where('rescored.marked', 'is not', null);
  await tx
    .updateTable('score')
    .set({ replaced_at: now })
    .where('id', 'in', changed.select('rescored.score_id'))
    .execute();
  await tx
    .insertInto('score')
    .columns([
      ...(['id', 'class_id', 'work_id', 'part_id', 'answer_id', 'version'] as const),
      ...(['score', 'marked', 'created_at', 'created_by', 'why'] as const)
    ])
    .expression(
      changed
        .innerJoin('score as old', 'old.id', 'rescored.score_id')
        .select([
          'rescored.id',
          'old.class_id',
          'old.work_id',
          'old.part_id',
          'old.answer_id',
          'rescored.version'
        ])
        .select((row) => [
          row.ref('rescored.score').$notNull().as('score'),
          row.ref('rescored.marked').$notNull().as('marked')
        ])
        .select([
          sql<number>`cast(${now} as bigint)`.as('created_at'),
          sql<string>`cast(${by} as text)`.as('created_by'),
          sql<string>`cast(${why} as text)`.as('why')
        ])
    )
    .execute();
}

/** From now on the new keys and readings count, for what comes as well. */
async function moveOn(tx: Transaction<Database>, { parts, accepted }: Plan, now: number): Promise<void> {
  const leaving = accepted.filter(({ leaves }) => leaves).map(({ id }) => id);
  const staying = accepted.filter(({ leaves }) => !leaves).map(({ id }) => id);
  if (leaving.length > 0) await tx.deleteFrom('accepted').where('id', 'in', leaving).execute();
  if (staying.length > 0)
    await tx
      .updateTable('accepted')
      .set({ applied_at: now })
      .where('id', 'in', staying)
      .where('applied_at', 'is', null)
      .execute();
  for (const { part, from, to } of parts) {
    // A mark that stays as it is was given by the new key as well.
    await tx
      .updateTable('score')
      .set({ version: to })
      .where('id', 'in', marksOf(tx, { part, from }).select('score.id'))
      .execute();
    if (from === to) continue;
    await tx
      .updateTable('part')
      .set({ version: to })
      .where('id', '=', part)
      .where('version', '=', from)
      .execute();
    await tx
      .updateTable('part')
      .set({ stand_in_version: to })
      .where('id', '=', part)
      .where('stand_in_version', '=', from)
      .execute();
    for (const table of ['answer', 'accepted'] as const)
      await tx
        .updateTable(table)
        .set({ version: to })
        .where('part_id', '=', part)
        .where('version', '=', from)
        .execute();
  }
}

/** Throws a preview away. What was proposed stays proposed. */
export async function discardRescoring(
  db: Db,
  { id, classId, title }: Pick<Assignment, 'id' | 'classId' | 'title'>,
  rescoring: string,
  { by, now }: { by: string; now: number }
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('rescoring')
      .where('id', '=', rescoring)
      .where('class_id', '=', classId)
      .where('assignment_id', '=', id)
      .where('applied_at', 'is', null)
      .executeTakeFirst();
    const detail = `Threw the preview of “${title}” away.`;
    if (numDeletedRows > 0n)
      await audit(tx, { classId, actor: by, what: 'rescoring-prepared', detail, at: now });
  });
}
