import type { Kysely, Transaction } from 'kysely';
import { endOf, isLate, shutBy, standing, type Terms } from '../classroom/phase.ts';
import { keepKeys, locksRows } from './db/locking.ts';
import { retried } from './db/retried.ts';
import type { Database, Row } from './db/schema.ts';
import { CannotMark, markStored } from './scores.ts';
import { settingsOf, versionOf } from './versions.ts';
import { timesOf, type Whose } from './work-rows.ts';

/** Works are handed in by their learners, or by the time; either way what was answered is marked with it. */

/** A work, and what is asked of its learner. */
interface Asked {
  work: Row<'work'>;
  terms: Terms;
}

/** Works of learners with their terms; which ones, the callers add. */
const worksOf = (db: Kysely<Database>, where: Partial<Whose>) => {
  let query = db
    .selectFrom('work')
    .innerJoin('assignment', 'assignment.id', 'work.assignment_id')
    .innerJoin('class', 'class.id', 'work.class_id')
    .leftJoin('extension', (join) =>
      join
        .onRef('extension.assignment_id', '=', 'work.assignment_id')
        .onRef('extension.learner_id', '=', 'work.learner_id')
    )
    .where('work.kind', '=', 'assigned')
    .selectAll('work')
    .select(['assignment.settings', 'assignment.state', 'class.ended_at'])
    .select(['extension.minutes as more_minutes', 'extension.until as more_until']);
  if (where.classId !== undefined) query = query.where('work.class_id', '=', where.classId);
  if (where.assignmentId !== undefined) query = query.where('work.assignment_id', '=', where.assignmentId);
  if (where.learnerId !== undefined) query = query.where('work.learner_id', '=', where.learnerId);
  return query;
};

type Found = Awaited<ReturnType<ReturnType<typeof worksOf>['execute']>>[number];

const asked = ({ settings, state, ended_at, more_minutes, more_until, ...work }: Found): Asked => ({
  work,
  terms: {
    settings: settingsOf(settings),
    extension: more_minutes === null ? null : { minutes: more_minutes, until: more_until },
    shut: shutBy(state, ended_at)
  }
});

async function openWorks(db: Kysely<Database>, where: Partial<Whose>): Promise<Asked[]> {
  const rows = await worksOf(db, where).where('work.handed_in_at', 'is', null).execute();
  return rows.map(asked);
}

/**
 * Hands in what the time has ended: works past their limit, or past closing. To be called before anything is read that
 * depends on it, and at the start of the server.
 * @param where of one learner, of one assignment, or (nothing given) of everybody
 * @returns how many were handed in
 */
export async function handInOverdue(
  db: Kysely<Database>,
  where: Partial<Whose>,
  now: number
): Promise<number> {
  const over = (await openWorks(db, where)).filter(
    ({ work, terms }) => standing(terms, timesOf(work), now) === 'over'
  );
  let handed = 0;
  for (const one of over)
    try {
      await close(db, one, 'time', now);
      handed += 1;
    } catch (error) {
      // What cannot be marked, because its exercise is known here no more, stays as it is: the others go on.
      if (!(error instanceof CannotMark)) throw error;
      console.error(`The work ${one.work.id} stays open: ${error.message}`);
    }
  return handed;
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
  await handInOverdue(db, whose, now);
  const open = (await openWorks(db, whose)).find(({ work }) => work.id === workId);
  if (open) {
    const inTime = standing(open.terms, timesOf(open.work), now) === 'running';
    await close(db, open, inTime ? 'learner' : 'time', now);
  }
  const work = await db
    .selectFrom('work')
    .selectAll()
    .where('id', '=', workId)
    .where('learner_id', '=', whose.learnerId)
    .where('assignment_id', '=', whose.assignmentId)
    .where('class_id', '=', whose.classId)
    .executeTakeFirst();
  return work ?? null;
}

/** Hands in and marks, both or neither. */
async function close(
  db: Kysely<Database>,
  { work, terms }: Asked,
  by: 'learner' | 'time',
  now: number
): Promise<void> {
  // What has to be read of the exercises is read before others have to wait.
  const ahead = await answersIn(db, work.id);
  await Promise.all(ahead.map(({ version }) => versionOf(db, version)));
  await retried(db, async (tx) => {
    await keepKeys(tx, work.assignment_id, 'used');
    const at = Math.min(now, endOf(terms, timesOf(work)) ?? now);
    const handed = await tx
      .updateTable('work')
      .set({ handed_in_at: at, handed_in_by: by })
      .where('id', '=', work.id)
      .where('handed_in_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!handed) return;
    const answers = await answersIn(tx, work.id);
    // Who forgot to press the button is late only if an answer was.
    const last = by === 'time' ? Math.max(0, ...answers.map(({ saved_at }) => saved_at)) : at;
    if (isLate(terms, last))
      await tx.updateTable('work').set({ late: 1 }).where('id', '=', work.id).execute();
    for (const answer of answers)
      // What was checked is marked already.
      if (answer.counts && answer.checked_at === null) await markStored(tx, answer, now, 'Handed in.');
  });
}

type Answered = Row<'answer'> & { counts: boolean };

/** What was answered in a work, with whether it counts: where a stand-in is taken, the other answer is only kept. */
async function answersIn(db: Kysely<Database>, workId: string): Promise<Answered[]> {
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

/**
 * Takes back that the time handed works in, where they have more of it now: they go on where they stopped. A work after
 * which a reserved key was shown, or another was begun, stays handed in, and so does what a learner handed in.
 * @param where of one learner, of one assignment, of one class, or (nothing given) of everybody
 * @returns how many go on
 */
export async function goOn(tx: Transaction<Database>, where: Partial<Whose>, now: number): Promise<number> {
  const rows = await worksOf(tx, where)
    .where('work.handed_in_by', '=', 'time')
    .where('work.revealed_at', 'is', null)
    .execute();
  const stopped = rows
    .map(asked)
    .filter(({ work, terms }) => standing(terms, { ...timesOf(work), handedInAt: null }, now) === 'running');
  let count = 0;
  for (const { work } of stopped) if (await reopen(tx, work, now)) count++;
  return count;
}

async function reopen(tx: Transaction<Database>, work: Row<'work'>, now: number): Promise<boolean> {
  // Nobody begins another attempt meanwhile.
  if (locksRows(tx))
    await tx
      .selectFrom('assignment')
      .select('id')
      .where('id', '=', work.assignment_id)
      .forNoKeyUpdate()
      .execute();
  const reopened = await tx
    .updateTable('work')
    .set({ handed_in_at: null, handed_in_by: null, late: 0 })
    .where('id', '=', work.id)
    .where('handed_in_by', '=', 'time')
    .where('revealed_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('work as later')
            .select('later.id')
            .where('later.assignment_id', '=', work.assignment_id)
            .where('later.learner_id', '=', work.learner_id)
            .where('later.kind', '=', work.kind)
            .where('later.number', '>', work.number)
        )
      )
    )
    .returning('id')
    .executeTakeFirst();
  if (!reopened) return false;
  const checked = tx
    .selectFrom('answer')
    .select('id')
    .where('work_id', '=', work.id)
    .where('checked_at', 'is not', null);
  await tx
    .updateTable('score')
    .set({ replaced_at: now })
    .where('work_id', '=', work.id)
    .where('replaced_at', 'is', null)
    .where('answer_id', 'not in', checked)
    .execute();
  return true;
}
