import type { Kysely } from 'kysely';
import { LiveState, type Round } from '../../classroom/live/state.ts';
import type { ClassDoor, SavedMark, Seat } from '../../classroom/live/views.ts';
import type { Database } from '../db/schema.ts';
import { shownCode } from '../ids.ts';
import { seatsOf } from './seats.ts';

/** What a server reads of a session to tell its devices about it. */

type Db = Kysely<Database>;

/** A session, and who is in it. */
export interface Session {
  classId: string;
  assignmentId: string;
  version: number;
  state: LiveState;
  seats: readonly Seat[];
  door: ClassDoor;
  /** Learners who take the stand-in of a part: `part learner`. */
  instead: ReadonlySet<string>;
  /** The versions that a part offers, by its id. */
  offered: ReadonlyMap<string, { own: string | null; standIn: string | null }>;
}

/** An answer of a session, but for what it says. */
export interface Mark {
  id: string;
  learner: string;
  part: string;
  version: string;
  round: Round;
  revision: number;
  done: boolean;
}

/** `null` where there is no such session any more. */
export async function readSession(db: Db, id: string): Promise<Session | null> {
  const row = await db
    .selectFrom('live')
    .innerJoin('class', 'class.id', 'live.class_id')
    .select(['live.class_id', 'live.assignment_id', 'live.version', 'live.state'])
    .select(['class.join_code', 'class.door_shut_at'])
    .where('live.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const [seats, parts, instead] = await Promise.all([
    seatsOf(db, id),
    db
      .selectFrom('part')
      .select(['id', 'version', 'stand_in_version'])
      .where('assignment_id', '=', row.assignment_id)
      .execute(),
    db
      .selectFrom('opt_out')
      .innerJoin('part', 'part.id', 'opt_out.part_id')
      .where('part.assignment_id', '=', row.assignment_id)
      .select(['opt_out.part_id', 'opt_out.learner_id'])
      .execute()
  ]);
  return {
    classId: row.class_id,
    assignmentId: row.assignment_id,
    version: row.version,
    state: LiveState.parse(JSON.parse(row.state)),
    seats,
    door: {
      code: row.join_code === null ? null : shownCode(row.join_code),
      shut: row.door_shut_at !== null
    },
    instead: new Set(instead.map(({ part_id, learner_id }) => insteadOf(part_id, learner_id))),
    offered: new Map(parts.map((each) => [each.id, { own: each.version, standIn: each.stand_in_version }]))
  };
}

export const insteadOf = (part: string, learner: string): string => `${part} ${learner}`;

/** Who takes what stands in for a part, by the part; a part without one is not in it. */
export const apartIn = ({ seats, instead, offered }: Session): Map<string, Set<string>> =>
  new Map(
    [...offered]
      .filter(([, { standIn }]) => standIn !== null)
      .map(([part]) => [
        part,
        new Set(seats.map(({ learner }) => learner).filter((id) => instead.has(insteadOf(part, id))))
      ])
  );

/** How many ids one question names at most. */
const AT_ONCE = 500;

/** The answers of a session's assignment. @param ids of some of them; left out, all */
export async function readMarks(db: Db, assignmentId: string, ids?: readonly string[]): Promise<Mark[]> {
  const all = db
    .selectFrom('answer')
    .innerJoin('work', 'work.id', 'answer.work_id')
    .where('work.assignment_id', '=', assignmentId)
    .where('work.kind', '=', 'live')
    .select(['answer.id', 'answer.part_id', 'answer.version', 'answer.revision', 'answer.checked_at'])
    .select(['work.learner_id', 'work.number']);
  const rows = ids
    ? await inChunks(ids, (some) => all.where('answer.id', 'in', some).execute())
    : await all.execute();
  return rows.map((row) => ({
    ...{ id: row.id, learner: row.learner_id, part: row.part_id, version: row.version },
    ...{ round: row.number as Round, revision: row.revision, done: row.checked_at !== null }
  }));
}

/** What answers say. */
export async function readAnswers(
  db: Db,
  ids: readonly string[]
): Promise<{ id: string; revision: number; answer: string }[]> {
  return inChunks(ids, (some) =>
    db.selectFrom('answer').where('id', 'in', some).select(['id', 'revision', 'answer']).execute()
  );
}

/** Asks by ids, not by too many at once. */
export async function inChunks<T>(
  ids: readonly string[],
  ask: (some: string[]) => Promise<T[]>
): Promise<T[]> {
  const found: T[] = [];
  for (let i = 0; i < ids.length; i += AT_ONCE) found.push(...(await ask(ids.slice(i, i + AT_ONCE))));
  return found;
}

/** How much was saved in a session's assignment, and how much of it is done: what notices news that were lost. */
export interface Saves {
  count: number;
  saves: number;
  done: number;
}

export async function readSaves(db: Db, assignmentId: string): Promise<Saves> {
  const row = await db
    .selectFrom('answer')
    .innerJoin('work', 'work.id', 'answer.work_id')
    .where('work.assignment_id', '=', assignmentId)
    .where('work.kind', '=', 'live')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.coalesce(eb.fn.sum<number>('answer.revision'), eb.val(0)).as('saves'),
      eb.fn.count<number>('answer.checked_at').as('done')
    ])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), saves: Number(row.saves), done: Number(row.done) };
}

/** The same of answers that are known. */
export const savesOf = (marks: readonly Mark[]): Saves => ({
  count: marks.length,
  saves: marks.reduce((sum, { revision }) => sum + revision, 0),
  done: marks.filter(({ done }) => done).length
});

/**
 * Answers as devices are told of them: one a learner, part and round. Which of a part's two exercises a learner takes is
 * nobody's business: answers to both are one, done where the one that counts is.
 */
export function savedMarks(session: Session, marks: Iterable<Mark>): SavedMark[] {
  const seated = new Set(session.seats.map(({ learner }) => learner));
  const found = new Map<string, SavedMark>();
  for (const mark of marks) {
    const { learner, part, round, revision } = mark;
    if (!seated.has(learner)) continue;
    const name = `${round} ${part} ${learner}`;
    const before = found.get(name);
    const done = (mark.done && counts(session, mark)) || (before?.done ?? false);
    found.set(name, { part, round, learner, revision: revision + (before?.revision ?? 0), done });
  }
  return [...found.values()];
}

/** Whether an answer is to the one of a part's two exercises that its learner takes. */
function counts({ instead, offered }: Session, { part, learner, version }: Mark): boolean {
  const of = offered.get(part);
  const takes = instead.has(insteadOf(part, learner)) ? (of?.standIn ?? of?.own) : of?.own;
  return version === takes;
}
