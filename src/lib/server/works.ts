import type { Kysely } from 'kysely';
import { toldTitle } from '../classroom/live/naming.ts';
import { limitFrom, mayBegin, shutBy, takes, type Terms } from '../classroom/phase.ts';
import { isChosen } from './audiences.ts';
import { locksRows } from './db/locking.ts';
import type { Database, Row } from './db/schema.ts';
import { handInOverdue } from './handing-in.ts';
import { newId } from './ids.ts';
import { settingsOf } from './versions.ts';
import { timesOf, type Whose } from './work-rows.ts';

/** Works of learners: begun, looked at, and opted out of. `docs/attempts.md` has the rules. */

/** An assignment of a learner's class, as far as it is theirs. */
export interface Own {
  assignment: Row<'assignment'>;
  /** As learners read it. */
  title: string;
  terms: Terms;
  /** In their order. */
  parts: Row<'part'>[];
  /** Every attempt of the learner, the first one first. What the time has ended is handed in. */
  works: Row<'work'>[];
  /** The parts whose stand-in the learner takes. */
  instead: ReadonlySet<string>;
}

/** The version of a part that counts for a learner: the stand-in's, where they take it. */
export const countingOf = (part: Row<'part'>, instead: ReadonlySet<string>): string | null =>
  (instead.has(part.id) ? part.stand_in_version : null) ?? part.version;

/** The assignment as a learner has it; `null` where the class shows them none of this id, or it is for others. */
export async function ownOf(db: Kysely<Database>, whose: Whose, now: number): Promise<Own | null> {
  await handInOverdue(db, whose, now);
  return readOwn(db, whose);
}

/** The same without handing in what the time has ended: inside a transaction that does so itself, or need not. */
export async function readOwn(db: Kysely<Database>, whose: Whose): Promise<Own | null> {
  const { classId, assignmentId, learnerId } = whose;
  const assignment = await db
    .selectFrom('assignment')
    .selectAll()
    .where('id', '=', assignmentId)
    .where('class_id', '=', classId)
    .where('state', 'in', ['published', 'archived'])
    .executeTakeFirst();
  if (!assignment) return null;
  const [isTheirs, { ended_at }, made, extension, parts, works, optOuts] = await Promise.all([
    assignment.audience === 'class' || isChosen(db, whose),
    db.selectFrom('class').select('ended_at').where('id', '=', classId).executeTakeFirstOrThrow(),
    db
      .selectFrom('live_made')
      .select('what')
      .where('assignment_id', '=', assignmentId)
      .where('what', 'in', ['first', 'last'])
      .executeTakeFirst(),
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
  // Who has begun may go on, whatever came after.
  if (!isTheirs && works.length === 0) return null;
  return {
    assignment,
    title: made ? toldTitle(assignment.title) : assignment.title,
    terms: {
      settings: settingsOf(assignment.settings),
      extension: extension ?? null,
      shut: shutBy(assignment.state, ended_at)
    },
    parts,
    works,
    instead: new Set(optOuts.map(({ part_id }) => part_id))
  };
}

/** Whether the class shows an assignment to learners of it, be it to others than who asks. */
export async function isSet(
  db: Kysely<Database>,
  { classId, assignmentId }: Pick<Whose, 'classId' | 'assignmentId'>
): Promise<boolean> {
  const found = await db
    .selectFrom('assignment')
    .select('id')
    .where('id', '=', assignmentId)
    .where('class_id', '=', classId)
    .where('state', 'in', ['published', 'archived'])
    .executeTakeFirst();
  return found !== undefined;
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
    const own = await readOwn(tx, whose);
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
 * Takes the stand-ins of parts, or goes back to what they stand for; answers to both are kept. Only while a work is
 * being done, and not once it was checked: what counted stays as it counted.
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
  const work = own && runningOf(own, now);
  if (!own || !work) return false;
  const asked = own.parts.filter(
    ({ id, stand_in_version }) => partIds.includes(id) && stand_in_version !== null
  );
  return db.transaction().execute(async (tx) => {
    const open = tx
      .selectFrom('work')
      .select('id')
      .where('id', '=', work.id)
      .where('handed_in_at', 'is', null);
    // What is checked or handed in meanwhile waits, or was before.
    if (!(await (locksRows(tx) ? open.forNoKeyUpdate() : open).executeTakeFirst())) return false;
    const checked = await tx
      .selectFrom('answer')
      .select('part_id')
      .where('work_id', '=', work.id)
      .where('checked_at', 'is not', null)
      .execute();
    const parts = asked.filter(({ id }) => !checked.some(({ part_id }) => part_id === id));
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
    return parts.length > 0;
  });
}
