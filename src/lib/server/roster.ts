import { randomInt } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { deal, isDealt, sameName } from '../classroom/pseudonyms.ts';
import { audit } from './audit.ts';
import { locksRows } from './db/locking.ts';
import type { Database, Row } from './db/schema.ts';
import { hashOf, newCode, newId } from './ids.ts';

/** The roster of a class, and what its instructors do with it. That a learner is of the class, callers have seen to. */

type Db = Kysely<Database>;

/** No class has more: a code that got about fills no disk. */
export const MOST_LEARNERS = 1000;
/** How long a one-time code works: until it can be given to a learner in the next lesson. */
export const REENTRY_DAYS = 7;
/** Letters and digits of a recovery code, and of a one-time code: 58 random bits. */
export const RECOVERY_LENGTH = 12;
const DAY = 86_400_000;

export const draw = (below: number) => randomInt(below);
const names = (rows: readonly { name: string }[]) => rows.map(({ name }) => name);

/** A row of the roster, as its page shows it: without codes. */
export type Rostered = Pick<
  Row<'learner'>,
  'id' | 'name' | 'typed' | 'approved_at' | 'claimed_at' | 'created_at'
>;

/** The roster of a class: who waits for approval first, then by name. */
export async function rosterOf(db: Db, classId: string): Promise<Rostered[]> {
  const rows = await db
    .selectFrom('learner')
    .select(['id', 'name', 'typed', 'approved_at', 'claimed_at', 'created_at'])
    .where('class_id', '=', classId)
    .execute();
  const waits = (row: Rostered) => Number(row.approved_at === null);
  return rows.sort((a, b) => waits(b) - waits(a) || a.name.localeCompare(b.name, 'en'));
}

/** One learner of the class; `undefined` for an id that is none of its. */
export function learnerIn(db: Db, classId: string, id: string): Promise<Row<'learner'> | undefined> {
  return db
    .selectFrom('learner')
    .selectAll()
    .where('class_id', '=', classId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Who changes a roster, and when. */
export interface By {
  classId: string;
  /** A user's id. */
  by: string;
  now: number;
}

/** Puts dealt names on the roster. @returns them; none where the class would have too many */
export function addDealt(db: Db, count: number, { classId, by, now }: By): Promise<string[]> {
  return changing(db, classId, async (trx) => {
    if (await isFull(trx, classId, count)) return [];
    const dealt = deal(names(await rosterOf(trx, classId)), count, draw);
    for (const name of dealt) await insertLearner(trx, classId, { name, typed: 0, approved_at: now }, now);
    const detail = `Added ${dealt.length === 1 ? 'a name' : `${dealt.length} names`}.`;
    await audit(trx, { classId, actor: by, what: 'roster-changed', detail, at: now });
    return dealt;
  });
}

/** Puts a name that the instructor typed on the roster. `name` as `TypedName` gives it. */
export function addTyped(db: Db, name: string, { classId, by, now }: By): Promise<'taken' | 'full' | null> {
  return changing(db, classId, async (trx) => {
    if (await isTaken(trx, classId, name)) return 'taken';
    if (await isFull(trx, classId, 1)) return 'full';
    const id = await insertLearner(
      trx,
      classId,
      { name, typed: isDealt(name) ? 0 : 1, approved_at: now },
      now
    );
    const detail = 'Added a name.';
    await audit(trx, { classId, actor: by, what: 'roster-changed', about: id, detail, at: now });
    return null;
  });
}

/** Gives a learner another name, which is thereby approved. `name` as `TypedName` gives it. */
export function rename(db: Db, id: string, name: string, { classId, by, now }: By): Promise<'taken' | null> {
  return changing(db, classId, async (trx) => {
    if (await isTaken(trx, classId, name, id)) return 'taken';
    await setName(trx, classId, id, { name, typed: isDealt(name) ? 0 : 1, approved_at: now });
    const detail = 'Gave another name.';
    await audit(trx, { classId, actor: by, what: 'roster-changed', about: id, detail, at: now });
    return null;
  });
}

/** Lets others see a typed name. */
export function approve(db: Db, id: string, { classId, by, now }: By): Promise<void> {
  return changing(db, classId, async (trx) => {
    await setName(trx, classId, id, { approved_at: now });
    const detail = 'Approved a typed name.';
    await audit(trx, { classId, actor: by, what: 'roster-changed', about: id, detail, at: now });
  });
}

/** Takes a typed name away: the learner stays, with a dealt one. @returns the dealt name */
export function reject(db: Db, id: string, { classId, by, now }: By): Promise<string | null> {
  return changing(db, classId, async (trx) => {
    const [name] = deal(names(await rosterOf(trx, classId)), 1, draw);
    if (name === undefined) return null;
    await setName(trx, classId, id, { name, typed: 0, approved_at: now });
    const detail = 'Put a dealt name in place of a typed one.';
    await audit(trx, { classId, actor: by, what: 'roster-changed', about: id, detail, at: now });
    return name;
  });
}

/** Makes a one-time code for a learner who lost theirs. One that was made before works no more. */
export function makeReentry(db: Db, id: string, { classId, by, now }: By): Promise<string> {
  const code = newCode(RECOVERY_LENGTH);
  return changing(db, classId, async (trx) => {
    await trx
      .updateTable('learner')
      .set({ reentry_hash: hashOf(code), reentry_expires_at: now + REENTRY_DAYS * DAY })
      .where('class_id', '=', classId)
      .where('id', '=', id)
      .execute();
    const detail = 'Made a one-time code to come back with.';
    await audit(trx, { classId, actor: by, what: 'roster-changed', about: id, detail, at: now });
    return code;
  });
}

function changing<T>(db: Db, classId: string, how: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await lockRoster(trx, classId);
    return how(trx);
  });
}

/**
 * Whoever changes a roster waits for who is at it: what was read of it stays true until the end of the transaction.
 * Answers of the class are saved meanwhile: they only name it.
 */
export async function lockRoster(trx: Transaction<Database>, classId: string): Promise<void> {
  if (locksRows(trx))
    await trx.selectFrom('class').select('id').where('id', '=', classId).forNoKeyUpdate().execute();
}

export async function insertLearner(
  trx: Db,
  classId: string,
  named: Pick<Row<'learner'>, 'name' | 'typed' | 'approved_at'>,
  now: number
): Promise<string> {
  const id = newId();
  await trx
    .insertInto('learner')
    .values({ id, class_id: classId, ...named, created_at: now })
    .execute();
  return id;
}

async function setName(trx: Db, classId: string, id: string, named: Partial<Row<'learner'>>): Promise<void> {
  await trx.updateTable('learner').set(named).where('class_id', '=', classId).where('id', '=', id).execute();
}

export async function isTaken(trx: Db, classId: string, name: string, except?: string): Promise<boolean> {
  const rows = await rosterOf(trx, classId);
  return rows.some((row) => row.id !== except && sameName(row.name, name));
}

export async function isFull(trx: Db, classId: string, more: number): Promise<boolean> {
  const { count } = await trx
    .selectFrom('learner')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('class_id', '=', classId)
    .executeTakeFirstOrThrow();
  return Number(count) + more > MOST_LEARNERS;
}
