import { get, type ClientRequest } from 'node:http';
import type { Kysely } from 'kysely';
import { newSession } from '../../src/lib/classroom/live/state.ts';
import type { PackExercise } from '../../src/lib/packs/load.ts';
import type { Database } from '../../src/lib/server/db/schema.ts';
import { newId } from '../../src/lib/server/ids.ts';
import { fillRoom, type Room } from './class.ts';

/** A class in a live session: its first step is open, and every learner has a work for the first round. */
export interface LiveRoom extends Room {
  liveId: string;
}

/** Fills a store with a class of so many learners, who are in a live session of one exercise. @param exercise any where left out */
export async function fillLive(
  db: Kysely<Database>,
  learners: number,
  now: number,
  exercise?: PackExercise
): Promise<LiveRoom> {
  const room = await fillRoom(db, { learners, exercises: exercise ? [exercise] : 1 }, now);
  const { classId, assignmentId, teacherId, parts, seats } = room;
  const liveId = newId();
  const [step, ...rest] = newSession(parts.map(({ id }) => id)).steps;
  const state = { ...newSession(parts.map(({ id }) => id)), at: 0 };
  await db.updateTable('assignment').set({ state: 'live' }).where('id', '=', assignmentId).execute();
  await db.updateTable('work').set({ kind: 'live' }).where('assignment_id', '=', assignmentId).execute();
  await db
    .insertInto('live')
    .values({
      ...{ id: liveId, class_id: classId, assignment_id: assignmentId, version: 1, created_by: teacherId },
      state: JSON.stringify({ ...state, steps: [{ ...step!, phase: 'open' }, ...rest] }),
      created_at: now
    })
    .execute();
  await db
    .insertInto('live_seat')
    .values(
      seats.map(({ learnerId }) => ({
        ...{ live_id: liveId, class_id: classId, learner_id: learnerId, joined_at: now, seen_at: now }
      }))
    )
    .execute();
  return { ...room, liveId };
}

/** A line on which a server tells what happens, as EventSource reads it. */
export class Listener {
  readonly #request: ClientRequest;
  /** Resolves once the server has answered; rejects where it does not open. */
  readonly open: Promise<void>;

  /** @param hear called with each event */
  constructor(url: string, cookie: string, hear: (event: string, data: string) => void) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.open = promise;
    this.#request = get(
      url,
      { agent: false, headers: { cookie, accept: 'text/event-stream' } },
      (response) => {
        if (response.statusCode !== 200) return reject(new Error(`${url}: ${response.statusCode}`));
        resolve();
        let rest = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const blocks = (rest + chunk).split('\n\n');
          rest = blocks.pop()!;
          for (const block of blocks) {
            const name = /^event: ?(.*)$/m.exec(block)?.[1] ?? 'message';
            hear(name, /^data: ?(.*)$/m.exec(block)?.[1] ?? '');
          }
        });
        response.on('error', () => {});
      }
    );
    this.#request.on('error', reject);
  }

  close(): void {
    this.#request.destroy();
  }
}
