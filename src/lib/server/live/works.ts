import type { Kysely } from 'kysely';
import { phaseAt, roundOf, takesAnswer, type LiveStep, type Round } from '../../classroom/live/state.ts';
import type { Database, Row } from '../db/schema.ts';
import { newId } from '../ids.ts';
import type { Bus } from './bus.ts';
import { isSeated } from './seats.ts';
import type { Live } from './sessions.ts';

/** What a learner gives in a session: a work for each round, begun when they first come to a step of it. */

type Db = Kysely<Database>;

/** The works of a learner in a session, by the round. */
export async function liveWorks(
  db: Db,
  { assignmentId }: Pick<Live, 'assignmentId'>,
  learner: string
): Promise<ReadonlyMap<Round, Row<'work'>>> {
  const rows = await db
    .selectFrom('work')
    .selectAll()
    .where('assignment_id', '=', assignmentId)
    .where('learner_id', '=', learner)
    .where('kind', '=', 'live')
    .execute();
  return new Map(rows.map((row) => [row.number as Round, row]));
}

/**
 * The work of a learner in a round, begun where it was not yet. Twice is once.
 * @param learner of the session's class
 */
export async function liveWork(
  db: Db,
  live: Pick<Live, 'assignmentId' | 'classId'>,
  learner: string,
  round: Round,
  now: number
): Promise<Row<'work'>> {
  const found = (await liveWorks(db, live, learner)).get(round);
  if (found) return found;
  await db
    .insertInto('work')
    .values({
      ...{ id: newId(), class_id: live.classId, assignment_id: live.assignmentId, learner_id: learner },
      ...{ number: round, kind: 'live', started_at: now, ends_at: null, handed_in_at: null, late: 0 }
    })
    .onConflict((on) => on.columns(['assignment_id', 'learner_id', 'kind', 'number']).doNothing())
    .execute();
  return (await liveWorks(db, live, learner)).get(round)!;
}

/** Whether a learner may choose another exercise for a step now: as long as its first answers are taken. */
export const mayStandIn = (live: Live, step: LiveStep, learner: string, now: number): boolean =>
  phaseAt(step, now) === 'waiting'
    ? live.state.endedAt === null && !live.state.out.includes(learner)
    : roundOf(step) === 1 && takesAnswer(live.state, step, learner, 1, now);

/**
 * Takes the stand-in of a step, or goes back to what it stands for. Answers to both are kept.
 * @returns whether it was changed
 */
export async function standInLive(
  db: Db,
  bus: Bus,
  live: Live,
  { learner, part, instead }: { learner: string; part: string; instead: boolean },
  now: number
): Promise<boolean> {
  const step = live.state.steps.find((each) => each.part === part);
  const row = live.parts.find(({ id }) => id === part);
  if (!step || !row?.stand_in_version || !mayStandIn(live, step, learner, now)) return false;
  if (!(await isSeated(db, live.id, learner))) return false;
  if (instead)
    await db
      .insertInto('opt_out')
      .values({ class_id: live.classId, part_id: part, learner_id: learner, created_at: now })
      .onConflict((on) => on.columns(['part_id', 'learner_id']).doNothing())
      .execute();
  else await db.deleteFrom('opt_out').where('part_id', '=', part).where('learner_id', '=', learner).execute();
  bus.tell({ live: live.id });
  return true;
}
