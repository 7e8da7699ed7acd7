import type { Kysely } from 'kysely';
import type { Seat } from '../../classroom/live/views.ts';
import type { Database } from '../db/schema.ts';
import type { Live } from './sessions.ts';

/** Who is in a session: a learner takes a seat once, and comes back to it from any device. */

type Db = Kysely<Database>;

/** Why a learner is not let in, or not any more. */
export type Shut = 'shut' | 'out' | 'ended' | 'signed-out';

/** `new`: the learner was not in before; `back`: they were, and the store says now that they are on the line. */
export type Taken = 'new' | 'back' | Exclude<Shut, 'signed-out'>;

/** Takes a seat for a learner of the class, or comes back to it. Twice is once. */
export async function takeSeat(
  db: Db,
  { id, classId, state }: Live,
  learner: string,
  now: number
): Promise<Taken> {
  if (state.out.includes(learner)) return 'out';
  if (state.endedAt !== null) return 'ended';
  const seen = await db
    .updateTable('live_seat')
    .set({ seen_at: now })
    .where('live_id', '=', id)
    .where('learner_id', '=', learner)
    .returning('joined_at')
    .executeTakeFirst();
  if (seen) return 'back';
  if (state.shut) return 'shut';
  return db.transaction().execute(async (tx) => {
    const taken = await tx
      .insertInto('live_seat')
      .values({ live_id: id, class_id: classId, learner_id: learner, joined_at: now, seen_at: now })
      .onConflict((on) => on.columns(['live_id', 'learner_id']).doNothing())
      .returning('learner_id')
      .executeTakeFirst();
    if (!taken) return 'back';
    await tx
      .updateTable('live')
      .set((row) => ({ version: row('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
    return 'new';
  });
}

/** Whether a learner has a seat in a session. */
export async function isSeated(db: Db, live: string, learner: string): Promise<boolean> {
  const seat = await db
    .selectFrom('live_seat')
    .select('learner_id')
    .where('live_id', '=', live)
    .where('learner_id', '=', learner)
    .executeTakeFirst();
  return seat !== undefined;
}

/** Notes when devices of learners were last on the line. @param at `null`: their last device said goodbye */
export async function noteSeen(
  db: Db,
  live: string,
  learners: readonly string[],
  at: number | null
): Promise<void> {
  if (learners.length === 0) return;
  await db
    .updateTable('live_seat')
    .set({ seen_at: at })
    .where('live_id', '=', live)
    .where('learner_id', 'in', learners)
    .execute();
}

/** Who is in a session. */
export async function seatsOf(db: Db, live: string): Promise<Seat[]> {
  const rows = await db
    .selectFrom('live_seat')
    .innerJoin('learner', 'learner.id', 'live_seat.learner_id')
    .where('live_seat.live_id', '=', live)
    .select(['learner.id', 'learner.name', 'learner.approved_at'])
    .select(['live_seat.joined_at', 'live_seat.seen_at'])
    .execute();
  return rows.map(({ id, name, approved_at, joined_at, seen_at }) => ({
    ...{ learner: id, name, approved: approved_at !== null, joinedAt: joined_at, seenAt: seen_at }
  }));
}
