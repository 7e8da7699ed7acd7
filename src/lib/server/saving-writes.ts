import type { Kysely } from 'kysely';
import type { Which } from '../classroom/saving.ts';
import { handed } from './db/handed.ts';
import { locksRows } from './db/locking.ts';
import type { Database } from './db/schema.ts';

/**
 * The statements that write answers, however many at once. Each holds what may not have changed since it was decided on:
 * that the work is not handed in, and that nobody saved another answer meanwhile. Several first answers pass over
 * works and parts that somebody else is changing: who waits for one while holding another may be waited for in turn.
 * Several next answers may still meet a rescoring that moves the same ones, or an erasure. PostgreSQL then stops one of
 * the two, and either is done again: a set one by one (`db/sets.ts`), what changes answers of several learners as a whole
 * (`db/retried.ts`).
 */

type Db = Kysely<Database>;

/** An answer on its way into the store, under an id that it has or will have. */
export interface First extends Which {
  id: string;
  classId: string;
  answer: string;
  delivery: string;
  now: number;
}

/** The next answer where one is saved. */
interface Next extends First {
  /** The revision that it follows. */
  was: number;
  /** Whether an answer that was checked stands. */
  stands: boolean;
}

/**
 * Writes first answers. @returns the ids of those that were written: not where another was first, the work was handed
 * in, or another key counts there by now; an answer that was stored under the old one would never be marked.
 */
export async function putAll(db: Db, firsts: readonly First[]): Promise<ReadonlySet<string>> {
  if (firsts.length === 0) return new Set();
  const rows = await db
    .insertInto('answer')
    .columns([
      ...(['id', 'class_id', 'work_id', 'part_id', 'version'] as const),
      ...(['answer', 'revision', 'delivery', 'saved_at', 'checked_at'] as const)
    ])
    .expression((eb) => {
      const given = handed(
        db,
        {
          ...{ id: 'text', work: 'text', part: 'text', version: 'text' },
          ...{ classId: 'text', answer: 'text', delivery: 'text', now: 'bigint' }
        } as const,
        firsts
      );
      const open = eb
        .selectFrom(given.as('given'))
        .innerJoin('work', (join) =>
          join.onRef('work.id', '=', 'given.work').onRef('work.class_id', '=', 'given.classId')
        )
        .innerJoin('part', (join) =>
          join.onRef('part.id', '=', 'given.part').onRef('part.assignment_id', '=', 'work.assignment_id')
        )
        .where('work.handed_in_at', 'is', null)
        .where((row) =>
          row.or([
            row('part.version', '=', row.ref('given.version')),
            row('part.stand_in_version', '=', row.ref('given.version'))
          ])
        )
        .select(['given.id', 'work.class_id', 'work.id as work_id', 'part.id as part_id', 'given.version'])
        .select(['given.answer', eb.lit(1).as('revision'), 'given.delivery', 'given.now as saved_at'])
        .select(eb.cast<number | null>(eb.lit(null), 'bigint').as('checked_at'));
      if (!locksRows(db)) return open;
      const held = open.forShare(['work', 'part']);
      return firsts.length > 1 ? held.skipLocked() : held;
    })
    .onConflict((on) => on.columns(['work_id', 'part_id', 'version']).doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Writes the next answers. @returns the ids of those written: not where another came between, it was checked, or the work was handed in */
export async function changeAll(db: Db, nexts: readonly Next[]): Promise<ReadonlySet<string>> {
  if (nexts.length === 0) return new Set();
  const given = handed(
    db,
    { of: 'text', was: 'integer', stands: 'integer', next: 'text', sent: 'text', now: 'bigint' } as const,
    nexts.map(({ id, was, stands, answer, delivery, now }) => ({
      ...{ of: id, was, stands: Number(stands), next: answer, sent: delivery, now }
    }))
  );
  const rows = await db
    .updateTable('answer')
    .from(given.as('given'))
    .set((eb) => ({
      ...{ answer: eb.ref('given.next'), delivery: eb.ref('given.sent'), saved_at: eb.ref('given.now') },
      ...{ revision: eb('answer.revision', '+', 1), checked_at: null }
    }))
    .whereRef('answer.id', '=', 'given.of')
    .whereRef('answer.revision', '=', 'given.was')
    .where((eb) => eb.or([eb('given.stands', '=', 0), eb('answer.checked_at', 'is', null)]))
    .where((eb) => {
      const open = eb
        .selectFrom('work')
        .select('work.id')
        .whereRef('work.id', '=', 'answer.work_id')
        .where('work.handed_in_at', 'is', null);
      return eb.exists(locksRows(db) ? open.forShare() : open);
    })
    .returning('answer.id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}
