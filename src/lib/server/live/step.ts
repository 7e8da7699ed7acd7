import type { Kysely } from 'kysely';
import {
  closedSince,
  isReached,
  isRevealed,
  mayAnswer,
  roundOf,
  type Round
} from '../../classroom/live/state.ts';
import type { Stored } from '../../classroom/saving.ts';
import type { PublicExercise } from '../../exercises/context.ts';
import type { Scored } from '../../exercises/define.ts';
import type { SourceCard } from '../../exercises/lesson/context.ts';
import type { Database, Row } from '../db/schema.ts';
import { markAnswer } from '../marking.ts';
import { storedOf } from '../steps.ts';
import { publicOf, versionOf, type Pinned } from '../versions.ts';
import { seatedSince } from './seats.ts';
import type { Live } from './sessions.ts';
import { liveWork, liveWorks, mayStandIn } from './works.ts';

/** A step as a learner's page gets it. Of the key nothing is in it before it is revealed; of other learners nothing ever. */
export interface LiveSat {
  part: string;
  /** The instructor's words above it. */
  words: string;
  /** The round that is under way, or was last; `null` before the first. */
  round: Round | null;
  /** The learner's work in it; `null` before the first round, and where the session ended before they came. */
  work: string | null;
  as: 'own' | 'instead';
  exercise: PublicExercise;
  sources: SourceCard[];
  /** What the page begins with: nothing, or in the second round the first answer. */
  blank: unknown;
  saved: Stored | null;
  /** Whether the learner said that they are done. */
  done: boolean;
  /** Whether an answer may be given now. */
  open: boolean;
  /** What the answer is worth, with key and reasons, once they are revealed; of who gave none, of an empty one. */
  verdict: Scored | null;
  /** The answer of the first round, where there was a second one. */
  first: { answer: unknown; verdict: Scored | null } | null;
  /** Whether the learner came in once the answers were closed, and so gave none. */
  missed: boolean;
  /** The title of the other of two that count the same; `null` where there is none, or no choice any more. */
  other: string | null;
}

/**
 * The step that a learner is at.
 * @param part which, where they go at their own pace; the present one where none is named, or it may not be reached
 * @returns `null` before the first step, and for who has no seat or was taken out
 */
export async function liveStep(
  db: Kysely<Database>,
  live: Live,
  learner: string,
  now: number,
  part: string | null = null
): Promise<LiveSat | null> {
  const { state } = live;
  const since = await seatedSince(db, live.id, learner);
  if (state.out.includes(learner) || since === null) return null;
  const asked = state.steps.find((each) => each.part === part);
  const step = asked && isReached(state, asked) ? asked : state.steps[state.at];
  const row = live.parts.find(({ id }) => id === step?.part);
  if (!step || !row) return null;
  const isInstead = await takesInstead(db, row, learner);
  const exercise = await pinnedOf(db, isInstead ? row.stand_in_version : row.version);
  if (!exercise) return null;
  const round = roundOf(step);
  if (round !== null && state.endedAt === null) await liveWork(db, live, learner, round, now);
  const works = await liveWorks(db, live, learner);
  const given = await answersIn(db, [...works.values()], row.id, exercise.row.version);
  const answerOf = (which: Round) => given.find(({ work_id }) => work_id === works.get(which)?.id) ?? null;
  const answer = round === null ? null : answerOf(round);
  const first = round === 2 ? answerOf(1) : null;
  const revealed = isRevealed(step);
  // Who gave no second answer stays with the first.
  const verdictOf = (text: string | undefined) => (revealed ? verdict(exercise, text) : null);
  const closed = closedSince(step, now);
  const other = isInstead ? row.version : row.stand_in_version;
  const mayChoose = row.stand_in_version !== null && mayStandIn(live, step, learner, now);
  return {
    ...{ part: row.id, words: row.words, round, as: isInstead ? 'instead' : 'own' },
    work: (round === null ? undefined : works.get(round)?.id) ?? null,
    exercise: publicOf(exercise),
    sources: JSON.parse(exercise.row.sources) as SourceCard[],
    blank: first ? (JSON.parse(first.answer) as unknown) : exercise.blank,
    saved: answer && storedOf(answer),
    done: answer !== null && answer.checked_at !== null,
    open: mayAnswer(state, step, learner, now),
    verdict: verdictOf((answer ?? first)?.answer),
    missed: !answer && !first && closed !== null && since >= closed,
    first: first && { answer: JSON.parse(first.answer) as unknown, verdict: verdictOf(first.answer) },
    other: mayChoose ? ((await pinnedOf(db, other))?.row.title ?? null) : null
  };
}

const pinnedOf = (db: Kysely<Database>, version: string | null) =>
  version === null ? null : versionOf(db, version);

async function takesInstead(db: Kysely<Database>, part: Row<'part'>, learner: string): Promise<boolean> {
  if (part.stand_in_version === null) return false;
  const row = await db
    .selectFrom('opt_out')
    .select('part_id')
    .where('part_id', '=', part.id)
    .where('learner_id', '=', learner)
    .executeTakeFirst();
  return row !== undefined;
}

async function answersIn(
  db: Kysely<Database>,
  works: readonly Row<'work'>[],
  part: string,
  version: string
): Promise<Row<'answer'>[]> {
  if (works.length === 0) return [];
  const ids = works.map(({ id }) => id);
  return db
    .selectFrom('answer')
    .selectAll()
    .where('work_id', 'in', ids)
    .where('part_id', '=', part)
    .where('version', '=', version)
    .execute();
}

function verdict(exercise: Pinned, answer: string | undefined): Scored | null {
  const marking = markAnswer(exercise, answer === undefined ? exercise.blank : JSON.parse(answer), []);
  return 'problems' in marking ? null : marking.verdict;
}
