import type { Kysely, Transaction } from 'kysely';
import {
  endOf,
  isLate,
  limitFrom,
  mayBegin,
  standing,
  takes,
  type Terms,
  type WorkTimes
} from '../classroom/phase.ts';
import { locksRows } from './db/locking.ts';
import type { Database, Row } from './db/schema.ts';
import { newId } from './ids.ts';
import { acceptedOf } from './accepted.ts';
import { markAnswer } from './marking.ts';
import { settingsOf, versionOf } from './versions.ts';

/** Works of learners: begun, handed in by them or by the time, and opted out of. `docs/attempts.md` has the rules. */

/** An assignment of a learner's class, as far as it is theirs. */
export interface Own {
  assignment: Row<'assignment'>;
  terms: Terms;
  /** In their order. */
  parts: Row<'part'>[];
  /** Every attempt of the learner, the first one first. What the time has ended is handed in. */
  works: Row<'work'>[];
  /** The parts whose stand-in the learner takes. */
  instead: ReadonlySet<string>;
}

/** Whose what: all three are needed to find anything. */
export interface Whose {
  classId: string;
  assignmentId: string;
  learnerId: string;
}

export const timesOf = (work: Row<'work'>): WorkTimes => ({
  startedAt: work.started_at,
  limitAt: work.ends_at,
  handedInAt: work.handed_in_at,
  revealed: work.revealed_at !== null
});

/** The version of a part that counts for a learner: the stand-in's, where they take it. */
export const countingOf = (part: Row<'part'>, instead: ReadonlySet<string>): string | null =>
  (instead.has(part.id) ? part.stand_in_version : null) ?? part.version;

/** The assignment as a learner has it; `null` where the class shows them none of this id. */
export async function ownOf(db: Kysely<Database>, whose: Whose, now: number): Promise<Own | null> {
  await handInOverdue(db, whose, now);
  return read(db, whose);
}

async function read(db: Kysely<Database>, { classId, assignmentId, learnerId }: Whose): Promise<Own | null> {
  const assignment = await db
    .selectFrom('assignment')
    .selectAll()
    .where('id', '=', assignmentId)
    .where('class_id', '=', classId)
    .where('state', '!=', 'draft')
    .executeTakeFirst();
  if (!assignment) return null;
  const [{ ended_at }, extension, parts, works, optOuts] = await Promise.all([
    db.selectFrom('class').select('ended_at').where('id', '=', classId).executeTakeFirstOrThrow(),
    db
      .selectFrom('extension')
      .select(['minutes', 'until'])
      .where('assignment_id', '=', assignmentId)
      .where('learner_id', '=', learnerId)
      .executeTakeFirst(),
    db.selectFrom('part').selectAll().where('assignment_id', '=', assignmentId).orderBy('position').execute(),
    db
      .selectFrom('work')
      .selectAll()
      .where('assignment_id', '=', assignmentId)
      .where('learner_id', '=', learnerId)
      .where('kind', '=', 'assigned')
      .orderBy('number')
      .execute(),
    db
      .selectFrom('opt_out')
      .innerJoin('part', 'part.id', 'opt_out.part_id')
      .select('opt_out.part_id')
      .where('part.assignment_id', '=', assignmentId)
      .where('opt_out.learner_id', '=', learnerId)
      .execute()
  ]);
  return {
    assignment,
    terms: {
      settings: settingsOf(assignment.settings),
      extension: extension ?? null,
      shut: assignment.state === 'archived' || ended_at !== null
    },
    parts,
    works,
    instead: new Set(optOuts.map(({ part_id }) => part_id))
  };
}

/** The work that is being done, or whose last answers may still come; `null` where there is none. */
export const runningOf = ({ terms, works }: Own, now: number): Row<'work'> | null =>
  works.find((work) => takes(terms, timesOf(work), now)) ?? null;

/**
 * Begins the next attempt. Where one is being worked on, that one comes back: to press twice begins one work.
 * @returns the work, or `null` where none may begin now
 */
export async function beginWork(
  db: Kysely<Database>,
  whose: Whose,
  now: number
): Promise<Row<'work'> | null> {
  await handInOverdue(db, whose, now);
  return db.transaction().execute(async (tx) => {
    if (locksRows(db))
      // What is told at the beginning may not change while it begins.
      await tx
        .selectFrom('assignment')
        .select('id')
        .where('id', '=', whose.assignmentId)
        .forShare()
        .execute();
    const own = await read(tx, whose);
    if (!own) return null;
    const running = runningOf(own, now);
    if (running) return running;
    if (!mayBegin(own.terms, own.works.map(timesOf), now)) return null;
    const number = own.works.length + 1;
    await tx
      .insertInto('work')
      .values({
        id: newId(),
        class_id: whose.classId,
        assignment_id: whose.assignmentId,
        learner_id: whose.learnerId,
        number,
        kind: 'assigned',
        started_at: now,
        ends_at: limitFrom(own.terms, now),
        handed_in_at: null,
        late: 0
      })
      .onConflict((on) => on.columns(['assignment_id', 'learner_id', 'kind', 'number']).doNothing())
      .execute();
    return tx
      .selectFrom('work')
      .selectAll()
      .where('assignment_id', '=', whose.assignmentId)
      .where('learner_id', '=', whose.learnerId)
      .where('kind', '=', 'assigned')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
  });
}

/**
 * Hands a learner's work in, and marks what was answered. Handed in once, it stays: pressed twice is no error.
 * @returns the work as it is now, or `null` where the learner has none of this id
 */
export async function handIn(
  db: Kysely<Database>,
  whose: Whose,
  workId: string,
  now: number
): Promise<Row<'work'> | null> {
  const own = await ownOf(db, whose, now);
  const work = own?.works.find(({ id }) => id === workId);
  if (!own || !work) return null;
  await close(db, { work, terms: own.terms, now, by: 'learner' });
  return db.selectFrom('work').selectAll().where('id', '=', workId).executeTakeFirstOrThrow();
}

/**
 * Hands in what the time has ended: works past their limit, or past closing. To be called before anything is read that
 * depends on it, and at the start of the server.
 * @param where of one learner, of one assignment, or (nothing given) of everybody
 * @returns how many were handed in
 */
export async function handInOverdue(
  db: Kysely<Database>,
  where: { classId?: string; assignmentId?: string; learnerId?: string },
  now: number
): Promise<number> {
  let query = db
    .selectFrom('work')
    .innerJoin('assignment', 'assignment.id', 'work.assignment_id')
    .innerJoin('class', 'class.id', 'work.class_id')
    .leftJoin('extension', (join) =>
      join
        .onRef('extension.assignment_id', '=', 'work.assignment_id')
        .onRef('extension.learner_id', '=', 'work.learner_id')
    )
    .where('work.handed_in_at', 'is', null)
    .where('work.kind', '=', 'assigned')
    .selectAll('work')
    .select(['assignment.settings', 'assignment.state', 'class.ended_at'])
    .select(['extension.minutes as more_minutes', 'extension.until as more_until']);
  if (where.classId) query = query.where('work.class_id', '=', where.classId);
  if (where.assignmentId) query = query.where('work.assignment_id', '=', where.assignmentId);
  if (where.learnerId) query = query.where('work.learner_id', '=', where.learnerId);
  let count = 0;
  for (const { settings, state, ended_at, more_minutes, more_until, ...work } of await query.execute()) {
    const terms: Terms = {
      settings: settingsOf(settings),
      extension: more_minutes === null ? null : { minutes: more_minutes, until: more_until },
      shut: state === 'archived' || ended_at !== null
    };
    if (standing(terms, timesOf(work), now) !== 'over') continue;
    await close(db, { work, terms, now, by: 'time' });
    count++;
  }
  return count;
}

interface Closing {
  work: Row<'work'>;
  terms: Terms;
  now: number;
  by: 'learner' | 'time';
}

/** Hands in and marks, both or neither. */
async function close(db: Kysely<Database>, closing: Closing): Promise<void> {
  const { work, terms, now, by } = closing;
  // What has to be read of the exercises is read before others have to wait.
  const ahead = await answersOf(db, work.id);
  await Promise.all(ahead.map(({ version }) => versionOf(db, version)));
  await db.transaction().execute(async (tx) => {
    const at = Math.min(now, endOf(terms, timesOf(work)) ?? now);
    const handed = await tx
      .updateTable('work')
      .set({ handed_in_at: at, handed_in_by: by })
      .where('id', '=', work.id)
      .where('handed_in_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!handed) return;
    const answers = await answersOf(tx, work.id);
    // Who forgot to press the button is late only if an answer was.
    const last = by === 'time' ? Math.max(0, ...answers.map(({ saved_at }) => saved_at)) : at;
    if (isLate(terms, last))
      await tx.updateTable('work').set({ late: 1 }).where('id', '=', work.id).execute();
    for (const answer of answers) if (answer.counts) await mark(tx, answer, now);
  });
}

type Answered = Row<'answer'> & { counts: boolean };

/** What was answered in a work, with whether it counts: where a stand-in is taken, the other answer is only kept. */
async function answersOf(db: Kysely<Database>, workId: string): Promise<Answered[]> {
  const rows = await db
    .selectFrom('answer')
    .innerJoin('part', 'part.id', 'answer.part_id')
    .innerJoin('work', 'work.id', 'answer.work_id')
    .leftJoin('opt_out', (join) =>
      join.onRef('opt_out.part_id', '=', 'answer.part_id').onRef('opt_out.learner_id', '=', 'work.learner_id')
    )
    .where('answer.work_id', '=', workId)
    .selectAll('answer')
    .select(['part.version as own_version', 'part.stand_in_version', 'opt_out.part_id as opted'])
    .execute();
  return rows.map(({ own_version, stand_in_version, opted, ...answer }) => ({
    ...answer,
    counts: answer.version === ((opted === null ? null : stand_in_version) ?? own_version)
  }));
}

/** Marks an answer with its key, and what the instructor accepted besides. */
async function mark(tx: Transaction<Database>, answer: Answered, now: number): Promise<void> {
  const { class_id, work_id, part_id, version } = answer;
  const pinned = await versionOf(tx, version);
  if (!pinned) throw new Error(`The version ${version} of an exercise that was answered is not there.`);
  const accepted = await acceptedOf(tx, part_id, version);
  const marking = markAnswer(pinned, JSON.parse(answer.answer), accepted);
  // Only answers that fit their exercise are saved: one that cannot be marked counts as none.
  if ('problems' in marking) return;
  await tx
    .insertInto('score')
    .values({
      id: newId(),
      class_id,
      work_id,
      part_id,
      answer_id: answer.id,
      version,
      score: marking.score,
      marked: JSON.stringify(marking.marked),
      created_at: now,
      created_by: null,
      why: 'Handed in.',
      replaced_at: null
    })
    .execute();
}

/**
 * Takes the stand-ins of parts, or goes back to what they stand for; answers to both are kept. Only while a work is
 * being done: what was handed in stays as it counted.
 * @returns whether it was changed
 */
export async function standIn(
  db: Kysely<Database>,
  whose: Whose,
  partIds: readonly string[],
  instead: boolean,
  now: number
): Promise<boolean> {
  const own = await ownOf(db, whose, now);
  const parts =
    own?.parts.filter(({ id, stand_in_version }) => partIds.includes(id) && stand_in_version) ?? [];
  if (!own || parts.length === 0 || !runningOf(own, now)) return false;
  await db.transaction().execute(async (tx) => {
    for (const { id } of parts)
      if (instead)
        await tx
          .insertInto('opt_out')
          .values({ class_id: whose.classId, part_id: id, learner_id: whose.learnerId, created_at: now })
          .onConflict((on) => on.columns(['part_id', 'learner_id']).doNothing())
          .execute();
      else
        await tx
          .deleteFrom('opt_out')
          .where('part_id', '=', id)
          .where('learner_id', '=', whose.learnerId)
          .execute();
  });
  return true;
}
