import type { Kysely } from 'kysely';
import { LiveState } from '../../classroom/live/state.ts';
import type { Seat } from '../../classroom/live/views.ts';
import type { Database } from '../db/schema.ts';
import { lockLives } from './locking.ts';
import type { Live } from './sessions.ts';

/** Who is in a session: a learner takes a seat once, and comes back to it from any device. */

type Db = Kysely<Database>;

/** Why a learner is not let in, or not any more. `elsewhere`: too many tabs of their device came since. */
export type Shut = 'shut' | 'out' | 'ended' | 'signed-out' | 'elsewhere';

/** `new`: the learner was not in before; `back`: they were, and the store says now that they are on the line. */
export type Taken = 'new' | 'back' | Exclude<Shut, 'signed-out' | 'elsewhere'>;

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
  return db.transaction().execute(async (tx) => {
    // The door may have been shut since the session was read.
    await lockLives(tx, 'id', id);
    const row = await tx.selectFrom('live').select('state').where('id', '=', id).executeTakeFirst();
    const present = row && LiveState.parse(JSON.parse(row.state));
    if (!present || present.endedAt !== null) return 'ended';
    if (present.out.includes(learner)) return 'out';
    if (present.shut) return 'shut';
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

/** When a learner took their seat in a session, in milliseconds since 1970; `null` where they have none. */
export async function seatedSince(db: Db, live: string, learner: string): Promise<number | null> {
  const seat = await db
    .selectFrom('live_seat')
    .select('joined_at')
    .where('live_id', '=', live)
    .where('learner_id', '=', learner)
    .executeTakeFirst();
  return seat?.joined_at ?? null;
}

/** Whether a learner has a seat in a session. */
export const isSeated = async (db: Db, live: string, learner: string): Promise<boolean> =>
  (await seatedSince(db, live, learner)) !== null;

/** Notes when devices of learners were last on the line. */
export async function noteSeen(db: Db, live: string, learners: readonly string[], at: number): Promise<void> {
  if (learners.length === 0) return;
  await db
    .updateTable('live_seat')
    .set({ seen_at: at })
    .where('live_id', '=', live)
    .where('learner_id', 'in', learners)
    .execute();
}

/** How many one question names at most. */
const AT_ONCE = 200;

/**
 * Notes that the last device of learners has gone, but of who was seen elsewhere since.
 * @param gone learners, and when they went
 */
export async function noteGone(
  db: Db,
  live: string,
  gone: readonly (readonly [learner: string, at: number])[]
): Promise<void> {
  for (let i = 0; i < gone.length; i += AT_ONCE)
    await db
      .updateTable('live_seat')
      .set({ seen_at: null })
      .where('live_id', '=', live)
      .where((eb) =>
        eb.or(
          gone
            .slice(i, i + AT_ONCE)
            .map(([learner, at]) => eb.and([eb('learner_id', '=', learner), eb('seen_at', '<=', at)]))
        )
      )
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
    ...{ learner: id, name, approved: approved_at !== null, joinedAt: joined_at, seenAt: seen_at },
    named: approved_at !== null && approved_at > joined_at
  }));
}
