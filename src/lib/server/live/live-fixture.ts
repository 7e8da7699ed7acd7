import type { Kysely } from 'kysely';
import type { Click } from '../../classroom/live/clicks.ts';
import type { Round } from '../../classroom/live/state.ts';
import type { Database } from '../db/schema.ts';
import { newId } from '../ids.ts';
import { room, TEACHER, type Gives } from '../results-fixture.ts';
import { versionOf } from '../versions.ts';
import { T } from '../works-fixture.ts';
import { click, liveOf, type Live } from './sessions.ts';
import { startLive } from './starting.ts';

/** For the tests: a session of a class, of the exercises that `room` sets. */
export interface LiveRoom {
  db: Kysely<Database>;
  classId: string;
  live: string;
  parts: string[];
  learners: Record<string, string>;
  now(): Promise<Live>;
  clicks(...clicks: readonly Click[]): Promise<void>;
}

export async function liveRoom(
  db: Kysely<Database>,
  names: readonly string[],
  steps?: readonly string[]
): Promise<LiveRoom> {
  const { assignment, learners } = await room(db, names, steps);
  const { classId } = assignment;
  const by = { classId, by: TEACHER, now: T };
  const started = await startLive(db, { assignment }, by);
  if (!started || !('id' in started)) throw new Error('nothing to start');
  const { id } = started;
  const now = async () => (await liveOf(db, classId, id, T))!;
  for (const learner of Object.values(learners))
    await db
      .insertInto('live_seat')
      .values({ live_id: id, class_id: classId, learner_id: learner, joined_at: T, seen_at: T })
      .execute();
  return {
    ...{ db, classId, live: id, learners, now },
    parts: (await now()).parts.map((part) => part.id),
    clicks: async (...clicks) => {
      for (const one of clicks) {
        const outcome = await click(db, id, one, by);
        if (!outcome || 'refused' in outcome) throw new Error(`${one.do}: ${outcome?.refused}`);
      }
    }
  };
}

/** Opens a step and closes it; a second time, where it is the second round. */
export const answering = (part: string, round: Round = 1): Click[] => [
  { do: round === 1 ? 'open' : 'again', part, minutes: null },
  { do: 'close', part }
];

/** Writes what a learner gave in a round for a step, the first of them where none is named. */
export async function gave(
  { db, classId, learners, now }: LiveRoom,
  name: string,
  round: Round,
  give: Gives,
  { step = 0, standIn = false } = {}
): Promise<void> {
  const live = await now();
  const part = live.parts[step]!;
  const version = (standIn ? part.stand_in_version : part.version)!;
  const whose = { class_id: classId, assignment_id: live.assignmentId, learner_id: learners[name]! };
  const found = await db
    .selectFrom('work')
    .select('id')
    .where('learner_id', '=', whose.learner_id)
    .where('assignment_id', '=', whose.assignment_id)
    .where('number', '=', round)
    .executeTakeFirst();
  const work = found?.id ?? newId();
  if (!found)
    await db
      .insertInto('work')
      .values({ id: work, ...whose, number: round, kind: 'live', started_at: T, late: 0 })
      .execute();
  await db
    .insertInto('answer')
    .values({
      ...{ id: newId(), class_id: classId, work_id: work, part_id: part.id, version },
      answer: JSON.stringify(give((await versionOf(db, version))!)),
      ...{ revision: 1, delivery: newId(), saved_at: T + round }
    })
    .execute();
  if (standIn)
    await db
      .insertInto('opt_out')
      .values({ class_id: classId, part_id: part.id, learner_id: whose.learner_id, created_at: T })
      .onConflict((on) => on.doNothing())
      .execute();
}
