import type { Kysely, Transaction } from 'kysely';
import { clicked, type Click } from '../../classroom/live/clicks.ts';
import { LiveState, without } from '../../classroom/live/state.ts';
import type { ClassUnit } from '../../exercises/define.ts';
import { audit } from '../audit.ts';
import type { Database, Row } from '../db/schema.ts';
import type { By } from '../roster.ts';
import { versionOf } from '../versions.ts';
import { endDropIn, endForgotten, FORGOTTEN, touchedSince } from './ending.ts';
import { lockLives } from './locking.ts';
import { askedUnits } from './shown.ts';

/**
 * Live sessions in the store. The steps of one are the parts of an assignment that is there for it alone, so that pinned
 * versions, stand-ins, works and answers are what they are elsewhere. Its state is one row, written over the version that
 * it was made from: two instructors, or two servers, never undo each other's clicks.
 */

type Db = Kysely<Database>;

export interface Live {
  id: string;
  classId: string;
  assignmentId: string;
  title: string;
  version: number;
  state: LiveState;
  createdAt: number;
  /** In their order. */
  parts: Row<'part'>[];
}

/** A session of a class, ended where it was forgotten; `null` for an id that is none of its. */
export async function liveOf(db: Db, classId: string, id: string, now = Date.now()): Promise<Live | null> {
  await endForgotten(db, now, classId);
  const row = await db
    .selectFrom('live')
    .innerJoin('assignment', 'assignment.id', 'live.assignment_id')
    .selectAll('live')
    .select('assignment.title')
    .where('live.id', '=', id)
    .where('live.class_id', '=', classId)
    .executeTakeFirst();
  if (!row) return null;
  const parts = await db
    .selectFrom('part')
    .selectAll()
    .where('assignment_id', '=', row.assignment_id)
    .orderBy('position')
    .execute();
  return {
    ...{ id: row.id, classId: row.class_id, assignmentId: row.assignment_id, title: row.title },
    ...{ version: row.version, state: stateOf(row.state), createdAt: row.created_at, parts }
  };
}

const stateOf = (stored: string): LiveState => LiveState.parse(JSON.parse(stored));

/** A session as lists show it. */
export interface LiveListed {
  id: string;
  title: string;
  createdAt: number;
  endedAt: number | null;
  /** Learners who came in, and were not taken out. */
  seats: number;
}

/** The sessions of a class, the newest first. What was forgotten is ended. */
export async function livesOf(db: Db, classId: string, now = Date.now()): Promise<LiveListed[]> {
  await endForgotten(db, now, classId);
  const rows = await db
    .selectFrom('live')
    .innerJoin('assignment', 'assignment.id', 'live.assignment_id')
    .where('live.class_id', '=', classId)
    .orderBy('live.created_at', 'desc')
    .select(['live.id', 'assignment.title', 'live.created_at', 'live.ended_at', 'live.state'])
    .execute();
  const seats = await db
    .selectFrom('live_seat')
    .innerJoin('live', 'live.id', 'live_seat.live_id')
    .where('live.class_id', '=', classId)
    .select(['live_seat.live_id', 'live_seat.learner_id'])
    .execute();
  return rows.map((row) => {
    const { out } = stateOf(row.state);
    // Whoever was taken out may have a seat or none.
    const inside = seats.filter(({ live_id, learner_id }) => live_id === row.id && !out.includes(learner_id));
    return {
      ...{ id: row.id, title: row.title, createdAt: row.created_at, endedAt: row.ended_at },
      seats: inside.length
    };
  });
}

/** The session that runs in a class, the newest of them; `null` where none does. */
export async function runningIn(
  db: Db,
  classId: string,
  now = Date.now()
): Promise<{ id: string; title: string; createdAt: number } | null> {
  const row = await db
    .selectFrom('live')
    .innerJoin('assignment', 'assignment.id', 'live.assignment_id')
    .where('live.class_id', '=', classId)
    .where('live.ended_at', 'is', null)
    .where(touchedSince(now - FORGOTTEN))
    .orderBy('live.created_at', 'desc')
    .select(['live.id', 'assignment.title', 'live.created_at as createdAt'])
    .executeTakeFirst();
  return row ?? null;
}

/** Whether a session runs in a class that lets nobody new in. */
export async function shutIn(db: Db, classId: string, now = Date.now()): Promise<boolean> {
  const running = await runningIn(db, classId, now);
  const live = running && (await liveOf(db, classId, running.id, now));
  return live?.state.shut === true;
}

/** What an instructor did: the version that it led to, or why it does not fit. */
export type ClickOutcome = { version: number } | { refused: string };

/** Does what an instructor clicked. What came between is taken in first. */
export async function click(db: Db, id: string, done: Click, by: By): Promise<ClickOutcome | null> {
  const names = done.do === 'point' && done.place?.unit !== undefined;
  const asked = names ? await askedAt(db, done.part) : [];
  return changing(db, id, (state) => clicked(state, done, by.now, asked), by);
}

/** What everybody is asked about in a step. */
async function askedAt(db: Db, part: string): Promise<ClassUnit[]> {
  const row = await db.selectFrom('part').select('version').where('id', '=', part).executeTakeFirst();
  const pinned = row?.version ? await versionOf(db, row.version) : null;
  return pinned ? askedUnits(pinned) : [];
}

/** The ids of the sessions of a class that have not ended. */
export async function runningLives(db: Db, classId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('live')
    .select('id')
    .where('class_id', '=', classId)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

/** Notes that who is in has changed, by name or at all: every device is told anew. */
export async function touchLives(db: Db, classId: string): Promise<string[]> {
  const rows = await db
    .updateTable('live')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('class_id', '=', classId)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes every trace of a learner out of the states of a class's sessions. */
export async function forgetInLives(
  tx: Transaction<Database>,
  classId: string,
  learner: string
): Promise<void> {
  await lockLives(tx, 'class_id', classId);
  const rows = await tx.selectFrom('live').select(['id', 'state']).where('class_id', '=', classId).execute();
  for (const { id, state } of rows)
    await tx
      .updateTable('live')
      .set((row) => ({
        state: JSON.stringify(without(stateOf(state), learner)),
        version: row('version', '+', 1)
      }))
      .where('id', '=', id)
      .execute();
}

async function changing(
  db: Db,
  id: string,
  change: (state: LiveState) => { state: LiveState } | { refused: string },
  { classId, by, now }: By
): Promise<ClickOutcome | null> {
  for (;;) {
    const row = await db
      .selectFrom('live')
      .select(['state', 'version', 'created_at'])
      .where('id', '=', id)
      .where('class_id', '=', classId)
      .executeTakeFirst();
    if (!row) return null;
    const before = stateOf(row.state);
    const outcome = change(before);
    if ('refused' in outcome) return outcome;
    const { state } = outcome;
    if (state === before) return { version: row.version };
    const version = row.version + 1;
    const written = await db.transaction().execute(async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('live')
        .set({ state: JSON.stringify(state), version, ended_at: state.endedAt })
        .where('id', '=', id)
        .where('version', '=', row.version)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      if (state.endedAt === null) return true;
      await note(tx, { classId, by, now }, 'Ended it.');
      await endDropIn(tx, { id, class_id: classId, created_at: row.created_at }, by, now);
      return true;
    });
    if (written) return { version };
  }
}

/** Notes in the audit of a class what was done with a session. */
export const note = (tx: Transaction<Database>, { classId, by, now }: By, detail: string) =>
  audit(tx, { classId, actor: by, what: 'live-session', detail, at: now });
