import type { Kysely, Transaction } from 'kysely';
import { saidAdded, stampOf, type Added } from '../../classroom/live/added.ts';
import { locksRows } from '../db/locking.ts';
import { retried } from '../db/retried.ts';
import type { Database } from '../db/schema.ts';
import type { By } from '../roster.ts';
import { madeOf, note, type Made } from './afterwards.ts';
import { lockLives } from './locking.ts';
import type { Which } from './marks.ts';
import type { Live } from './sessions.ts';

/** Marks that were made of a session: what came to them since, and how they are taken back. */

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** Marks that were made of a session, with what taking them back would take along. */
export interface MarksMade extends Made {
  learners: number;
  added: Added;
}

/** The marks of these answers; `null` where there are none, or no more. */
export async function marksMade(db: Db, live: Live, which: Which): Promise<MarksMade | null> {
  const made = (await madeOf(db, live)).find(({ what }) => what === which);
  if (!made) return null;
  const { learners } = await db
    .selectFrom('work')
    .where('assignment_id', '=', made.assignment)
    .select((row) => row.fn.count<number>('learner_id').distinct().as('learners'))
    .executeTakeFirstOrThrow();
  return { ...made, learners: Number(learners), added: await addedTo(db, made.assignment, live.createdAt) };
}

/** @param since when the session began: the works that were taken over say that they were begun then */
async function addedTo(db: Db, assignment: string, since: number): Promise<Added> {
  const ofWorks = db.selectFrom('work').select('work.id').where('assignment_id', '=', assignment);
  const [works, comments, points, readings, rescorings] = await Promise.all([
    db.selectFrom('work').select('started_at as at').where('assignment_id', '=', assignment).execute(),
    db.selectFrom('comment').select('created_at as at').where('work_id', 'in', ofWorks).execute(),
    db
      .selectFrom('override')
      .select('created_at as at')
      .where('work_id', 'in', ofWorks)
      .where('replaced_at', 'is', null)
      .where('points', 'is not', null)
      .execute(),
    db.selectFrom('accepted').select('created_at as at').where('assignment_id', '=', assignment).execute(),
    db
      .selectFrom('rescoring')
      .select((row) => row.ref('applied_at').$notNull().as('at'))
      .where('assignment_id', '=', assignment)
      .where('applied_at', 'is not', null)
      .execute()
  ]);
  const attempts = works.filter(({ at }) => at !== since);
  const times = [attempts, comments, points, readings, rescorings].flat().map(({ at }) => at);
  return {
    ...{ attempts: attempts.length, comments: comments.length, points: points.length },
    ...{ readings: readings.length, rescorings: rescorings.length },
    latest: times.length === 0 ? null : Math.max(...times)
  };
}

/** What became of taking marks back: they are gone; they were already; or more has been added than was looked at. */
export type TakenBack = 'taken' | 'gone' | 'more';

/**
 * Takes the marks of a session back: the assignment that they are goes, with all that was added to it. What learners gave
 * in the session stays, and marks can be made of it again.
 * @param seen the stamp of what had been added when whoever asks was told
 */
export async function takeBackMarks(
  db: Db,
  live: Live,
  which: Which,
  seen: string,
  by: By
): Promise<TakenBack> {
  return retried(db, async (tx) => {
    await lockLives(tx, 'id', live.id);
    const before = (await madeOf(tx, live)).find(({ what }) => what === which);
    if (!before) return 'gone';
    await holdStill(tx, before.assignment);
    const made = (await marksMade(tx, live, which))!;
    if (stampOf(made.added) !== seen) return 'more';
    await tx.deleteFrom('assignment').where('id', '=', made.assignment).execute();
    const added = saidAdded(made.added);
    const along = added.length > 0 ? ` With them went: ${added.join(', ')}.` : '';
    await note(tx, by, 'assignment-changed', `Took marks of a live session back: “${made.title}”.${along}`);
    return 'taken';
  });
}

/** Until the end of the transaction nothing is added to an assignment, or to what was handed in to it. */
async function holdStill(tx: Tx, assignment: string): Promise<void> {
  if (!locksRows(tx)) return;
  await tx.selectFrom('assignment').select('id').where('id', '=', assignment).forUpdate().execute();
  await tx
    .selectFrom('work')
    .select('id')
    .where('assignment_id', '=', assignment)
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** The session that an assignment’s marks were made of; `null` of any other assignment. */
export async function sessionBehind(
  db: Db,
  { id, classId }: { id: string; classId: string }
): Promise<{ live: string; title: string; which: Which } | null> {
  const row = await db
    .selectFrom('live_made')
    .innerJoin('live', 'live.id', 'live_made.live_id')
    .innerJoin('assignment', 'assignment.id', 'live.assignment_id')
    .where('live_made.assignment_id', '=', id)
    .where('live_made.class_id', '=', classId)
    .select(['live_made.live_id as live', 'live_made.what', 'assignment.title'])
    .executeTakeFirst();
  if (!row || row.what === 'again') return null;
  return { live: row.live, title: row.title, which: row.what };
}
