import type { Kysely } from 'kysely';
import { partPoints } from '../../classroom/marks.ts';
import type { Marked } from '../../classroom/marked.ts';
import { leftOpen } from '../../exercises/parts/account.ts';
import { saidHalf } from '../../exercises/parts/half.ts';
import type { Database } from '../db/schema.ts';
import { markAnswer } from '../marking.ts';
import { versionOf } from '../versions.ts';
import { liveAnswers, type LiveAnswer } from './answers.ts';
import { liveOf, type Live } from './sessions.ts';
import { asksOf } from './shown.ts';

/** What one learner gave in the live sessions of a class, beside the key: for instructors alone. */

type Db = Kysely<Database>;

/** An answer of a round, compared with the key. It is in no mark. */
export interface GivenLive {
  /** 0 to 100, as the mark of such an answer would be; `null` where too little was given for points. */
  points: number | null;
  /** How many items were read as the key reads them; `null` where words are marked freely, and none is asked about. */
  items: { agree: number; given: number; of: number } | null;
  /** What is half answered of these: “no cue for 2”; '' where nothing is. */
  half: string;
}

export interface StepTaken {
  number: number;
  /** Of the exercise that was answered. */
  title: string;
  first: GivenLive | null;
  /** `null` without a second answer: where there is a first one, that counts in both rounds. */
  second: GivenLive | null;
  /** Whether the class was asked twice. */
  twice: boolean;
}

export interface SessionTaken {
  id: string;
  title: string;
  createdAt: number;
  /** Whether it goes on. */
  runs: boolean;
  /** Whether the learner was taken out: nothing that was given counts. */
  out: boolean;
  /** Every step that was opened. */
  steps: StepTaken[];
}

export interface SessionsTaken {
  /** Those that the learner came into, the newest first. */
  sessions: SessionTaken[];
  /** How many there were since they joined the class. */
  of: number;
  /** How many were over by then. */
  before: number;
}

/** @param since when the learner joined: what was over by then is not counted */
export async function sessionsTaken(
  db: Db,
  { classId, learnerId, since }: { classId: string; learnerId: string; since: number },
  now: number
): Promise<SessionsTaken> {
  const rows = await db
    .selectFrom('live')
    .leftJoin('live_seat', (join) =>
      join.onRef('live_seat.live_id', '=', 'live.id').on('live_seat.learner_id', '=', learnerId)
    )
    .where('live.class_id', '=', classId)
    .orderBy('live.created_at', 'desc')
    .orderBy('live.id')
    .select(['live.id', 'live.ended_at', 'live_seat.joined_at'])
    .execute();
  const sessions: SessionTaken[] = [];
  for (const { id } of rows.filter(({ joined_at }) => joined_at !== null)) {
    const live = await liveOf(db, classId, id, now);
    if (live) sessions.push(await taken(db, live, learnerId));
  }
  const of = rows.filter(
    ({ ended_at, joined_at }) => joined_at !== null || (ended_at ?? now) >= since
  ).length;
  return { sessions, of, before: rows.length - of };
}

async function taken(db: Db, live: Live, learner: string): Promise<SessionTaken> {
  const answers = await liveAnswers(db, live, learner);
  const steps: StepTaken[] = [];
  for (const [i, { id, version }] of live.parts.entries()) {
    const step = live.state.steps.find(({ part }) => part === id);
    if (!step || step.phase === 'waiting') continue;
    const given = (round: 1 | 2) => answers.find((one) => one.part === id && one.round === round) ?? null;
    const [first, second] = [given(1), given(2)];
    const pinned = await versionOf(db, (second ?? first)?.version ?? version ?? '');
    if (!pinned) continue;
    steps.push({
      ...{ number: i + 1, title: pinned.row.title, twice: step.twice },
      ...{ first: await compared(db, first), second: await compared(db, second) }
    });
  }
  const { state, title, createdAt } = live;
  const out = state.out.includes(learner);
  return { id: live.id, title, createdAt, runs: state.endedAt === null, out, steps };
}

async function compared(db: Db, answer: LiveAnswer | null): Promise<GivenLive | null> {
  const pinned = answer && (await versionOf(db, answer.version));
  if (!pinned) return null;
  const { item, logic } = pinned;
  const given = JSON.parse(answer.answer) as unknown;
  const marking = markAnswer(pinned, given, []);
  if ('problems' in marking) return null;
  const asks = await asksOf(pinned);
  const points = leftOpen(marking.verdict) ? null : partPoints({ score: marking.score, override: null });
  const scored = new Set(marking.marked.items.flatMap(({ id, agrees }) => (agrees === null ? [] : [id])));
  return {
    ...{ points, items: asks ? itemsOf(marking.marked) : null },
    half: saidHalf(logic.half(item, given, scored))
  };
}

function itemsOf({ items }: Marked): GivenLive['items'] {
  const scored = items.filter(({ agrees }) => agrees !== null);
  return {
    agree: scored.filter(({ agrees }) => agrees).length,
    given: scored.filter(({ given }) => given !== null).length,
    of: scored.length
  };
}
