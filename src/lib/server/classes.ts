import type { Kysely } from 'kysely';
import { z } from 'zod';
import { worksUntil } from '../classroom/join-code.ts';
import { audit } from './audit.ts';
import { retried } from './db/retried.ts';
import type { Database, Row } from './db/schema.ts';
import { goOn } from './handing-in.ts';
import { newId } from './ids.ts';
import { CODE_CHANGES, freshCode } from './join-codes.ts';
import { endAll } from './live/ending.ts';
import type { By } from './roster.ts';

/** Classes and who teaches them. That who asks may do it, callers have seen to (`access.ts`). */

type Db = Kysely<Database>;

export const ClassName = z
  .string()
  .transform((typed) => typed.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'Give the class a name, such as “7b” or “Media, Tuesdays”.')
      .max(80, 'A name has at most 80 characters.')
      .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'A name is made of characters that can be seen.')
  );

/** Makes a class with an open door, taught by who makes it. @returns its id */
export function createClass(
  db: Db,
  { name, by, now }: { name: string; by: string; now: number }
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const id = newId();
    await trx
      .insertInto('class')
      .values({
        id,
        name,
        ...freshCode(now),
        typed_names: 0,
        rehearsal: 0,
        created_at: now
      })
      .execute();
    await trx
      .insertInto('teaching')
      .values({ class_id: id, user_id: by, role: 'owner', created_at: now })
      .execute();
    await audit(trx, { classId: id, actor: by, what: 'class-changed', detail: 'Made it.', at: now });
    return id;
  });
}

/** A class as the desk lists it, with what waits there. */
export interface ListedClass {
  id: string;
  name: string;
  rehearsal: boolean;
  endedAt: number | null;
  eraseAnnouncedAt: number | null;
  /** Learners who joined, and typed names that wait for approval. */
  joined: number;
  waiting: number;
}

/** The classes that a user teaches, by name; those that ended come last. */
export async function classesOf(db: Db, userId: string): Promise<ListedClass[]> {
  const rows = await db
    .selectFrom('class')
    .innerJoin('teaching', 'teaching.class_id', 'class.id')
    .leftJoin('learner', (on) =>
      on.onRef('learner.class_id', '=', 'class.id').on('learner.claimed_at', 'is not', null)
    )
    .where('teaching.user_id', '=', userId)
    .groupBy(['class.id', 'class.name', 'class.rehearsal', 'class.ended_at', 'class.erase_announced_at'])
    .select(['class.id', 'class.name', 'class.rehearsal', 'class.ended_at', 'class.erase_announced_at'])
    .select((row) => [
      row.fn.count<number>('learner.id').as('joined'),
      row.fn.count<number>('learner.approved_at').as('approved')
    ])
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      name: row.name,
      rehearsal: row.rehearsal === 1,
      endedAt: row.ended_at,
      eraseAnnouncedAt: row.erase_announced_at,
      joined: Number(row.joined),
      waiting: Number(row.joined) - Number(row.approved)
    }))
    .sort(
      (a, b) =>
        Number(a.endedAt !== null) - Number(b.endedAt !== null) ||
        a.name.localeCompare(b.name, 'en', { numeric: true })
    );
}

/** How many learners of a class are at work on something that they have not handed in. */
export async function atWork(db: Db, classId: string): Promise<number> {
  const { learners } = await db
    .selectFrom('work')
    .where('class_id', '=', classId)
    .where('kind', '=', 'assigned')
    .where('handed_in_at', 'is', null)
    .select((row) => row.fn.count<number>('learner_id').distinct().as('learners'))
    .executeTakeFirstOrThrow();
  return Number(learners);
}

/** What is changed of a class, and how its audit list says it. */
const CHANGES = {
  ended: 'Ended it.',
  reopened: 'Opened it again.',
  shut: 'Shut its door.',
  opened: 'Opened its door.',
  ...CODE_CHANGES,
  typed: 'Let learners type names.',
  dealt: 'Let learners take dealt names only.'
} as const;
export type Change = keyof typeof CHANGES;

/** Changes one thing of a class. With its end its live sessions end; opened again, what its end had handed in goes on. */
export function changeClass(db: Db, change: Change, { classId, by, now }: By): Promise<void> {
  const values: Record<Change, Partial<Row<'class'>>> = {
    ended: { ended_at: now },
    reopened: { ended_at: null, erase_announced_at: null },
    shut: { door_shut_at: now },
    opened: { door_shut_at: null },
    code: freshCode(now),
    kept: { join_code_expires_at: worksUntil(now) },
    typed: { typed_names: 1 },
    dealt: { typed_names: 0 }
  };
  const detail = CHANGES[change];
  const what = change in CODE_CHANGES ? 'code-changed' : 'class-changed';
  return retried(db, async (trx) => {
    // First, as where a session takes its class with it: of two at once, neither waits for the other.
    if (change === 'ended') await endAll(trx, classId, by, now);
    let update = trx.updateTable('class').set(values[change]).where('id', '=', classId);
    // Ended twice, it ended the first time.
    if (change === 'ended') update = update.where('ended_at', 'is', null);
    // A class that nobody joins has no code.
    if (change === 'code' || change === 'kept') update = update.where('join_code', 'is not', null);
    const { numUpdatedRows } = await update.executeTakeFirst();
    if (change === 'reopened') await goOn(trx, { classId }, now);
    if (numUpdatedRows > 0n) await audit(trx, { classId, actor: by, what, detail, at: now });
  });
}

/** Gives a class another name. `name` as `ClassName` gives it. */
export function renameClass(db: Db, name: string, { classId, by, now }: By): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await trx.updateTable('class').set({ name }).where('id', '=', classId).execute();
    await audit(trx, { classId, actor: by, what: 'class-changed', detail: 'Gave it another name.', at: now });
  });
}
