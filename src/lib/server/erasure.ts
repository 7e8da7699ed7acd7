import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import { audit } from './audit.ts';
import { clearLeftovers } from './db/leftovers.ts';
import { locksRows } from './db/locking.ts';
import { retried } from './db/retried.ts';
import type { Database } from './db/schema.ts';
import { forgetInLives } from './live/sessions.ts';
import { lockRoster, type By } from './roster.ts';

/**
 * Erasing, with everything. Every row of a class hangs on it, and every row of a learner's work on the learner, so that
 * the store itself removes them together. What stays of a class where somebody was erased says `erased` in their place.
 */

type Db = Kysely<Database>;

/** Stands where the id of an erased instructor or learner stood. */
export const ERASED = 'erased';

/** Erases a learner of a class: pseudonym, codes, devices, work, answers, marks, comments. The audit list says that it was done. */
export async function eraseLearner(db: Db, learnerId: string, { classId, by, now }: By): Promise<void> {
  await retried(db, async (trx) => {
    await trx.deleteFrom('learner').where('class_id', '=', classId).where('id', '=', learnerId).execute();
    await forgetInLives(trx, classId, learnerId);
    await trx
      .updateTable('audit')
      .set({ actor: ERASED })
      .where('class_id', '=', classId)
      .where('actor', '=', learnerId)
      .execute();
    await trx
      .updateTable('audit')
      .set({ about: ERASED })
      .where('class_id', '=', classId)
      .where('about', '=', learnerId)
      .execute();
    const detail = 'A learner with all work.';
    await audit(trx, { classId, actor: by, what: 'erased', about: ERASED, detail, at: now });
  });
  await clearLeftovers(db);
}

/** Names of a roster that can be erased together: nobody took them, or whoever did has begun nothing since, and nothing is set to them by name. */
export type Unused = 'free' | 'idle';

const unusedOf = (db: Db, classId: string, which: Unused) => {
  const learners = db
    .selectFrom('learner')
    .where('learner.class_id', '=', classId)
    .where('learner.claimed_at', which === 'free' ? 'is' : 'is not', null);
  if (which === 'free') return learners;
  const none = (table: 'work' | 'live_seat' | 'chosen') => (eb: ExpressionBuilder<Database, 'learner'>) =>
    eb.not(
      eb.exists(
        eb
          .selectFrom(table)
          .select(sql`1`.as('one'))
          .whereRef(`${table}.learner_id`, '=', 'learner.id')
      )
    );
  return learners.where(none('work')).where(none('live_seat')).where(none('chosen'));
};

/** How many names there are of each kind. */
export async function unusedIn(db: Db, classId: string): Promise<Record<Unused, number>> {
  const count = async (which: Unused) => {
    const { names } = await unusedOf(db, classId, which)
      .select((row) => row.fn.countAll<number>().as('names'))
      .executeTakeFirstOrThrow();
    return Number(names);
  };
  return { free: await count('free'), idle: await count('idle') };
}

/** Erases the names of a kind together: what a roster is cleaned with that somebody has filled. @returns how many */
export function eraseUnused(db: Db, which: Unused, { classId, by, now }: By): Promise<number> {
  return retried(db, async (trx) => {
    await lockRoster(trx, classId);
    if (locksRows(trx))
      // Whoever begins something meanwhile is seen to have begun.
      await trx.selectFrom('learner').select('id').where('class_id', '=', classId).forUpdate().execute();
    const found = await unusedOf(trx, classId, which).select('learner.id').execute();
    const ids = found.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await trx.deleteFrom('learner').where('class_id', '=', classId).where('id', 'in', ids).execute();
    for (const column of ['actor', 'about'] as const)
      await trx
        .updateTable('audit')
        .set({ [column]: ERASED })
        .where('class_id', '=', classId)
        .where(column, 'in', ids)
        .execute();
    const names = ids.length === 1 ? 'A name' : `${ids.length} names`;
    const detail = `${names} that ${which === 'free' ? 'nobody had taken' : 'had been taken and begun nothing'}.`;
    await audit(trx, { classId, actor: by, what: 'erased', detail, at: now });
    return ids.length;
  });
}

/** Erases a class with its roster, assignments, answers, marks and audit list. */
export async function eraseClass(db: Db, classId: string): Promise<void> {
  await retried(db, (trx) => removeClass(trx, classId));
  await clearLeftovers(db);
}

const removeClass = (trx: Db, id: string) => trx.deleteFrom('class').where('id', '=', id).execute();

/** What becomes of the classes of an account that is erased: those of its own go with it, or to a co-teacher. */
export interface Left {
  erased: { id: string; name: string }[];
  handedOver: { id: string; name: string; to: string }[];
}

/** What erasing an account would do to its classes. A class with co-teachers goes to the one who came first. */
export async function leftBy(db: Db, userId: string): Promise<Left> {
  const owned = await db
    .selectFrom('class')
    .innerJoin('teaching', 'teaching.class_id', 'class.id')
    .where('teaching.user_id', '=', userId)
    .where('teaching.role', '=', 'owner')
    .orderBy('class.name')
    .select(['class.id', 'class.name'])
    .execute();
  const left: Left = { erased: [], handedOver: [] };
  for (const each of owned) {
    const heir = await db
      .selectFrom('teaching')
      .select('user_id')
      .where('class_id', '=', each.id)
      .where('role', '=', 'co-teacher')
      .orderBy('created_at')
      .orderBy('user_id')
      .executeTakeFirst();
    if (heir) left.handedOver.push({ ...each, to: heir.user_id });
    else left.erased.push(each);
  }
  return left;
}

/**
 * Erases an instructor's account: its classes (see `leftBy`), its sessions and password, and its id wherever it stands
 * in the classes of others. What was written there for learners, such as comments, stays without it.
 */
export async function eraseAccount(db: Db, userId: string, now: number): Promise<void> {
  await retried(db, async (trx) => {
    const { erased, handedOver } = await leftBy(trx, userId);
    for (const { id } of erased) await removeClass(trx, id);
    for (const { id, to } of handedOver) {
      await trx
        .updateTable('teaching')
        .set({ role: 'owner' })
        .where('class_id', '=', id)
        .where('user_id', '=', to)
        .execute();
      const detail = 'It went to a co-teacher: the account of its owner was erased.';
      await audit(trx, { classId: id, actor: ERASED, what: 'class-changed', detail, at: now });
    }
    await trx.deleteFrom('teaching').where('user_id', '=', userId).execute();
    await trx
      .deleteFrom('invitation')
      .where('created_by', '=', userId)
      .where('used_at', 'is', null)
      .execute();
    for (const [table, column] of NAMED_IN)
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${ERASED} where ${sql.ref(column)} = ${userId}`.execute(
        trx
      );
    await trx.deleteFrom('verification').where('value', '=', userId).execute();
    await trx.deleteFrom('user').where('id', '=', userId).execute();
  });
  await clearLeftovers(db);
}

/** Where the id of an instructor stands in rows of a class. */
const NAMED_IN = [
  ['invitation', 'created_by'],
  ['invitation', 'used_by'],
  ['assignment', 'created_by'],
  ['live', 'created_by'],
  ['live_made', 'created_by'],
  ['extension', 'created_by'],
  ['score', 'created_by'],
  ['override', 'created_by'],
  ['comment', 'created_by'],
  ['accepted', 'created_by'],
  ['rescoring', 'created_by'],
  ['audit', 'actor']
] as const;
