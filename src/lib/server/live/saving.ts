import type { Kysely } from 'kysely';
import { LiveState, takesAnswer, type LiveStep, type Round } from '../../classroom/live/state.ts';
import type { Refusal, Save, SaveOutcome, Which } from '../../classroom/saving.ts';
import type { Database } from '../db/schema.ts';
import { placesAsked, savedIn, saver, type Asking, type Place } from '../saving.ts';
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

/** Finds the places of answers in rounds of sessions. */
async function livePlacesOf(db: Db, asked: readonly Asking[]): Promise<(LivePlace | null)[]> {
  const rows = await placesAsked(db, asked)
    .innerJoin('live', (join) =>
      join.onRef('live.assignment_id', '=', 'work.assignment_id').onRef('live.id', '=', 'asked.within')
    )
    .where('work.kind', '=', 'live')
    .select(['work.number', 'live.state'])
    .execute();
  const found = new Map(rows.map((row) => [row.at, row]));
  const states = new Map(
    [...new Set(rows.map(({ state }) => state))].map((state) => [state, LiveState.parse(JSON.parse(state))])
  );
  return asked.map(({ which: { part, version }, now }, at) => {
    const row = found.get(at);
    if (!row || (version !== row.own_version && version !== row.stand_in_version)) return null;
    const state = states.get(row.state)!;
    const step = state.steps.find((each) => each.part === part);
    if (!step) return null;
    const round = row.number as Round;
    const who = { learner: row.learner_id, round };
    return {
      ...{ version, ...who, stands: false, saved: savedIn(row) },
      closed: whyClosed(state, step, { ...who, classEnded: row.ended_at !== null }, now)
    };
  });
}

const fromOf = ({ tokenHash, classId, liveId }: LiveSender) => ({ tokenHash, classId, within: liveId });

/** Finds the place, where it is the sender's own. */
export const livePlaceOf = async (db: Db, sender: LiveSender, which: Which, now: number) =>
  (await livePlacesOf(db, [{ from: fromOf(sender), which, now }]))[0]!;

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

const save = saver(livePlacesOf);

/** Saves an answer of a session, as `saver` says, and tells every server of it. */
export async function saveLive(
  db: Db,
  bus: Bus,
  sender: LiveSender,
  sent: Save,
  now: number
): Promise<SaveOutcome> {
  const { outcome, written } = await save(db, fromOf(sender), sent, now);
  if (written !== null) bus.tell({ live: sender.liveId, answers: [written] });
  return outcome;
}
