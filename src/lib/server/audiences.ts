import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import { isSame, type Audience } from '../classroom/audience.ts';
import { locksRows } from './db/locking.ts';
import type { Database, Row } from './db/schema.ts';
import type { Whose } from './work-rows.ts';

/**
 * Whom an assignment is for, in the store. Whoever has work in one for chosen learners is among them: `writeAudience`
 * sees to it, and `beginWork` begins nothing for anybody else, so that saving an answer need not ask.
 */

type Db = Kysely<Database>;

/** The audiences of assignments, by their ids. */
export async function audiencesOf(
  db: Db,
  classId: string,
  assignments: readonly Pick<Row<'assignment'>, 'id' | 'audience'>[]
): Promise<Map<string, Audience>> {
  const ids = assignments.filter(({ audience }) => audience === 'chosen').map(({ id }) => id);
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('chosen')
          .select(['assignment_id', 'learner_id'])
          .where('class_id', '=', classId)
          .where('assignment_id', 'in', ids)
          .orderBy('learner_id')
          .execute();
  const learners = Map.groupBy(rows, ({ assignment_id }) => assignment_id);
  return new Map(
    assignments.map(({ id, audience: of }) => [
      id,
      of === 'class' ? { of } : { of, learners: (learners.get(id) ?? []).map(({ learner_id }) => learner_id) }
    ])
  );
}

/** Narrows learners of a class to those whom an assignment of it is for. */
export const forWhom = (assignmentId: string) => (eb: ExpressionBuilder<Database, 'learner'>) =>
  eb.or([
    eb.exists(
      eb
        .selectFrom('assignment')
        .select(sql`1`.as('one'))
        .where('assignment.id', '=', assignmentId)
        .where('assignment.audience', '=', 'class')
    ),
    eb.exists(
      eb
        .selectFrom('chosen')
        .select(sql`1`.as('one'))
        .where('chosen.assignment_id', '=', assignmentId)
        .whereRef('chosen.learner_id', '=', 'learner.id')
    )
  ]);

/** Whether a learner is one of those whom an assignment for chosen learners is for. */
export async function isChosen(db: Db, { assignmentId, learnerId }: Whose): Promise<boolean> {
  const row = await db
    .selectFrom('chosen')
    .select('learner_id')
    .where('assignment_id', '=', assignmentId)
    .where('learner_id', '=', learnerId)
    .executeTakeFirst();
  return row !== undefined;
}

/** Who has begun an assignment. From then on it holds what they were told, and they stay among those whom it is for. */
export async function begunBy(db: Db, assignmentId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('work')
    .select('learner_id')
    .distinct()
    .where('assignment_id', '=', assignmentId)
    .where('kind', '=', 'assigned')
    .execute();
  return rows.map(({ learner_id }) => learner_id);
}

/**
 * The audience that comes of what was asked for: of chosen learners those who are in the class, and with them whoever
 * has begun. A name that nobody has taken cannot be chosen: whoever takes it would be in by chance.
 */
export async function withBegun(
  db: Db,
  { classId, id }: { classId: string; id: string },
  audience: Audience
): Promise<Audience> {
  if (audience.of === 'class') return audience;
  const begun = await begunBy(db, id);
  const ids = [...new Set([...audience.learners, ...begun])];
  if (ids.length === 0) return audience;
  const named = db
    .selectFrom('learner')
    .select(['id', 'claimed_at'])
    .where('class_id', '=', classId)
    .where('id', 'in', ids)
    .orderBy('id');
  // Nobody of them is erased before it is written.
  const rows = await (locksRows(db) ? named.forKeyShare() : named).execute();
  const kept = rows.filter((row) => row.claimed_at !== null || begun.includes(row.id));
  return { of: 'chosen', learners: kept.map((row) => row.id) };
}

/**
 * Writes whom an assignment is for, as `withBegun` gives it.
 * @param tx a transaction in which nobody begins it
 */
export async function writeAudience(
  tx: Db,
  { classId, id, audience: before }: { classId: string; id: string; audience: Audience },
  audience: Audience
): Promise<void> {
  if (isSame(before, audience)) return;
  await tx.updateTable('assignment').set({ audience: audience.of }).where('id', '=', id).execute();
  await tx.deleteFrom('chosen').where('assignment_id', '=', id).execute();
  if (audience.of === 'class' || audience.learners.length === 0) return;
  const row = { class_id: classId, assignment_id: id };
  await tx
    .insertInto('chosen')
    .values(audience.learners.map((learner_id) => ({ ...row, learner_id })))
    .execute();
}
