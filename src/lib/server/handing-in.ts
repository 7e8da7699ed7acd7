import type { Kysely } from 'kysely';
import { endOf, isLate, shutBy, standing, type Terms } from '../classroom/phase.ts';
import type { Database, Row } from './db/schema.ts';
import { CannotMark, markStored } from './scores.ts';
import { settingsOf, versionOf } from './versions.ts';
import { timesOf, type Whose } from './work-rows.ts';

/** Works are handed in by their learners, or by the time; either way what was answered is marked with it. */

/** A work that is not handed in, and what is asked of its learner. */
interface Open {
  work: Row<'work'>;
  terms: Terms;
}

async function openWorks(db: Kysely<Database>, where: Partial<Whose>): Promise<Open[]> {
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
  if (where.classId !== undefined) query = query.where('work.class_id', '=', where.classId);
  if (where.assignmentId !== undefined) query = query.where('work.assignment_id', '=', where.assignmentId);
  if (where.learnerId !== undefined) query = query.where('work.learner_id', '=', where.learnerId);
  const rows = await query.execute();
  return rows.map(({ settings, state, ended_at, more_minutes, more_until, ...work }) => ({
    work,
    terms: {
      settings: settingsOf(settings),
      extension: more_minutes === null ? null : { minutes: more_minutes, until: more_until },
      shut: shutBy(state, ended_at)
    }
  }));
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
  { work, terms }: Open,
  by: 'learner' | 'time',
  now: number
): Promise<void> {
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
    for (const answer of answers)
      // What was checked is marked already.
      if (answer.counts && answer.checked_at === null) await markStored(tx, answer, now, 'Handed in.');
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
