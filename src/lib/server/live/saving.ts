import type { Kysely } from 'kysely';
import { LiveState, takesAnswer, type LiveStep, type Round } from '../../classroom/live/state.ts';
import type { Refusal, Save, SaveOutcome, Which } from '../../classroom/saving.ts';
import type { Database } from '../db/schema.ts';
import { saveAt, savedIn, type Finding, type Place } from '../saving.ts';
import { whyUnknown } from '../places.ts';
import type { Bus } from './bus.ts';

/** Answers of live sessions: whose they are, and whether they are taken. */

type Db = Kysely<Database>;

/** Who sends, and where: the hash of the cookie of the class, the class, and the session. */
export interface LiveSender {
  tokenHash: string;
  classId: string;
  liveId: string;
}

/** A place in a round of a session. */
export interface LivePlace extends Place {
  learner: string;
  round: Round;
}

/** Finds the place, where it is the sender's own. */
export async function livePlaceOf(
  db: Db,
  { tokenHash, classId, liveId }: LiveSender,
  { work, part, version }: Which,
  now: number
): Promise<LivePlace | null> {
  const row = await db
    .selectFrom('learner_session as session')
    .innerJoin('work', 'work.learner_id', 'session.learner_id')
    .innerJoin('live', 'live.assignment_id', 'work.assignment_id')
    .innerJoin('class', 'class.id', 'work.class_id')
    .innerJoin('part', 'part.assignment_id', 'work.assignment_id')
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.work_id', '=', 'work.id')
        .onRef('answer.part_id', '=', 'part.id')
        .on('answer.version', '=', version)
    )
    .where('session.token_hash', '=', tokenHash)
    .where('work.id', '=', work)
    .where('work.kind', '=', 'live')
    .where('work.class_id', '=', classId)
    .where('live.id', '=', liveId)
    .where('part.id', '=', part)
    .select(['work.learner_id', 'work.number', 'live.state', 'class.ended_at'])
    .select(['part.version as own_version', 'part.stand_in_version'])
    .select(['answer.id as answer_id', 'answer.revision', 'answer.delivery'])
    .select(['answer.saved_at', 'answer.checked_at'])
    .executeTakeFirst();
  if (!row || (version !== row.own_version && version !== row.stand_in_version)) return null;
  const state = LiveState.parse(JSON.parse(row.state));
  const step = state.steps.find((each) => each.part === part);
  if (!step) return null;
  const round = row.number as Round;
  return {
    ...{ version, learner: row.learner_id, round },
    ...{
      closed: whyClosed(
        state,
        step,
        { learner: row.learner_id, round, classEnded: row.ended_at !== null },
        now
      )
    },
    ...{ stands: false, saved: savedIn(row) }
  };
}

/** What may end again is said first: an answer that waits for it is kept. */
function whyClosed(
  state: LiveState,
  step: LiveStep,
  { learner, round, classEnded }: { learner: string; round: Round; classEnded: boolean },
  now: number
): Refusal | null {
  if (state.out.includes(learner)) return 'out';
  if (classEnded && state.endedAt === null) return 'ended';
  if (takesAnswer(state, step, learner, round, now)) return null;
  return state.endedAt === null ? 'gone-on' : 'session-over';
}

/** Saves an answer of a session, as `saveAt` does, and tells every server of it. */
export async function saveLive(
  db: Db,
  bus: Bus,
  sender: LiveSender,
  save: Save,
  now: number
): Promise<SaveOutcome> {
  const finding: Finding = {
    place: (db) => livePlaceOf(db, sender, save, now),
    unknown: (db) => whyUnknown(db, sender),
    classId: sender.classId
  };
  const { outcome, written } = await saveAt(db, finding, save, now);
  if (written !== null) bus.tell({ live: sender.liveId, answers: [written] });
  return outcome;
}
