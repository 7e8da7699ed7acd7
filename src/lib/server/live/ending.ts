import type { ExpressionBuilder, Kysely, Transaction } from 'kysely';
import { LiveState } from '../../classroom/live/state.ts';
import { audit } from '../audit.ts';
import type { Database, Row } from '../db/schema.ts';
import { lockLives } from './locking.ts';

/**
 * How sessions end that nobody ends: with their class, or forgotten. And how a class ends that was made for a session
 * alone: a class that never ended is kept for ever.
 */

type Db = Kysely<Database>;
type Tx = Transaction<Database>;

/** Milliseconds after which a session counts as ended in which no learner came, was on the line, or gave an answer. */
export const FORGOTTEN = 12 * 3_600_000;

/** Whether a session was touched since: begun, or by a learner. */
export const touchedSince = (since: number) => (eb: ExpressionBuilder<Database, 'live'>) =>
  eb.or([
    eb('live.created_at', '>', since),
    eb.exists(
      eb
        .selectFrom('live_seat')
        .select('live_seat.live_id')
        .whereRef('live_seat.live_id', '=', 'live.id')
        .where((seat) => seat.or([seat('joined_at', '>', since), seat('seen_at', '>', since)]))
    ),
    eb.exists(
      eb
        .selectFrom('answer')
        .innerJoin('work', 'work.id', 'answer.work_id')
        .select('answer.id')
        .whereRef('work.assignment_id', '=', 'live.assignment_id')
        .where('answer.saved_at', '>', since)
    )
  ]);

/** Ends what was forgotten, in a class or in all. */
export async function endForgotten(db: Db, now: number, classId?: string): Promise<void> {
  const since = now - FORGOTTEN;
  const forgotten = (on: Db) => {
    const old = on
      .selectFrom('live')
      .where('live.ended_at', 'is', null)
      .where('live.created_at', '<=', since)
      .where((eb) => eb.not(touchedSince(since)(eb)));
    return classId === undefined ? old : old.where('live.class_id', '=', classId);
  };
  for (const { id } of await forgotten(db).select('live.id').execute())
    await db.transaction().execute(async (tx) => {
      await lockLives(tx, 'id', id);
      const row = await forgotten(tx).selectAll('live').where('live.id', '=', id).executeTakeFirst();
      if (row) await end(tx, row, { by: 'system', now, detail: 'It was left running, and ended by itself.' });
    });
}

/** Ends the sessions that run in a class. */
export async function endAll(tx: Tx, classId: string, by: string, now: number): Promise<void> {
  await lockLives(tx, 'class_id', classId);
  const rows = await tx
    .selectFrom('live')
    .selectAll()
    .where('class_id', '=', classId)
    .where('ended_at', 'is', null)
    .execute();
  for (const row of rows) await end(tx, row, { by, now, detail: 'Ended it with the class.' });
}

async function end(
  tx: Tx,
  row: Row<'live'>,
  { by, now, detail }: { by: string; now: number; detail: string }
): Promise<void> {
  const state: LiveState = { ...LiveState.parse(JSON.parse(row.state)), endedAt: now };
  await tx
    .updateTable('live')
    .set({ state: JSON.stringify(state), version: row.version + 1, ended_at: now })
    .where('id', '=', row.id)
    .execute();
  await audit(tx, { classId: row.class_id, actor: by, what: 'live-session', detail, at: now });
  await endDropIn(tx, row, by, now);
}

/** A class that was made for a session, at the same moment, ends with it: unless it was used for anything else by then. */
export async function endDropIn(
  tx: Tx,
  { id, class_id, created_at }: Pick<Row<'live'>, 'id' | 'class_id' | 'created_at'>,
  by: string,
  now: number
): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('class')
    .set({ ended_at: now })
    .where('class.id', '=', class_id)
    .where('class.created_at', '=', created_at)
    .where('class.name', 'like', `${DROP_IN},%`)
    .where('class.ended_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('assignment')
            .select('assignment.id')
            .where('assignment.class_id', '=', class_id)
            .where('assignment.state', '!=', 'live')
        )
      )
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('live')
            .select('live.id')
            .where('live.class_id', '=', class_id)
            .where('live.id', '!=', id)
        )
      )
    )
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const detail = 'Ended it with the live session that it was made for.';
  await audit(tx, { classId: class_id, actor: by, what: 'class-changed', detail, at: now });
}

/** How the name begins of a class that is made for a session. */
export const DROP_IN = 'Drop-in';
