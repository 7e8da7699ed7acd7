import type { Kysely } from 'kysely';
import { audit } from './audit.ts';
import { locksRows } from './db/locking.ts';
import type { Database, Row } from './db/schema.ts';
import { hashOf, plainCode } from './ids.ts';
import { invite, spendInvitation, uninvite } from './invitations.ts';
import type { By } from './roster.ts';

/** Who teaches a class: one owner, and co-teachers whom the owner invited. */

type Db = Kysely<Database>;

export interface Teacher {
  id: string;
  name: string;
  role: Row<'teaching'>['role'];
}

/** The instructors of a class, the owner first, then in the order in which they came. */
export async function teachersOf(db: Db, classId: string): Promise<Teacher[]> {
  const rows = await db
    .selectFrom('teaching')
    .innerJoin('user', 'user.id', 'teaching.user_id')
    .where('teaching.class_id', '=', classId)
    .orderBy('teaching.created_at')
    .select(['user.id', 'user.name', 'teaching.role'])
    .execute();
  return rows.sort((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner'));
}

/** Invites somebody to co-teach. @returns the one-time code, which is shown once */
export function inviteTeacher(db: Db, { classId, by, now }: By): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const code = await invite(trx, { classId, by, now });
    const detail = 'Made an invitation to co-teach.';
    await audit(trx, { classId, actor: by, what: 'class-changed', detail, at: now });
    return code;
  });
}

/** Takes back an invitation to co-teach that nobody has used. */
export function uninviteTeacher(db: Db, id: string, { classId, by, now }: By): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const detail = 'Took back an invitation to co-teach.';
    if (await uninvite(trx, { classId, id }))
      await audit(trx, { classId, actor: by, what: 'class-changed', detail, at: now });
  });
}

/** What an invitation is to: the class, and who invites. `null` for one that is unknown, used or run out. */
export async function invitationTo(
  db: Db,
  code: string,
  now: number
): Promise<{ classId: string; className: string; from: string } | null> {
  const found = await db
    .selectFrom('invitation')
    .innerJoin('class', 'class.id', 'invitation.class_id')
    .innerJoin('user', 'user.id', 'invitation.created_by')
    .where('invitation.code_hash', '=', hashOf(plainCode(code)))
    .where('invitation.used_at', 'is', null)
    .where('invitation.expires_at', '>', now)
    .select(['class.id as classId', 'class.name as className', 'user.name as from'])
    .executeTakeFirst();
  return found ?? null;
}

/**
 * Spends an invitation: whoever has it teaches the class from now on. Who does already spends none.
 * @returns the class; `null` where the invitation is unknown, used or run out
 */
export function acceptInvitation(db: Db, code: string, by: string, now: number): Promise<string | null> {
  return db.transaction().execute(async (trx) => {
    const to = await invitationTo(trx, code, now);
    if (!to) return null;
    const { classId } = to;
    if (await teaches(trx, classId, by)) return classId;
    if (!(await spendInvitation(trx, { code, by, classId, now }))) return null;
    await trx
      .insertInto('teaching')
      .values({ class_id: classId, user_id: by, role: 'co-teacher', created_at: now })
      .execute();
    const detail = 'By an invitation.';
    await audit(trx, { classId, actor: by, what: 'instructor-joined', detail, at: now });
    return classId;
  });
}

async function teaches(db: Db, classId: string, userId: string): Promise<boolean> {
  const found = await db
    .selectFrom('teaching')
    .select('user_id')
    .where('class_id', '=', classId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return found !== undefined;
}

/** A co-teacher leaves, or is removed by the owner. The owner stays. @returns whether there was such a co-teacher */
export function removeTeacher(db: Db, userId: string, { classId, by, now }: By): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('teaching')
      .where('class_id', '=', classId)
      .where('user_id', '=', userId)
      .where('role', '=', 'co-teacher')
      .executeTakeFirst();
    if (numDeletedRows === 0n) return false;
    const detail = userId === by ? 'Left as a co-teacher.' : 'Removed a co-teacher.';
    await audit(trx, { classId, actor: by, what: 'class-changed', detail, at: now });
    return true;
  });
}

/**
 * Makes a co-teacher the owner, and the owner a co-teacher.
 * @returns whether it was done: it is not where there is no such co-teacher, or who asks is the owner no more
 */
export function handOver(db: Db, userId: string, { classId, by, now }: By): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const both = trx
      .selectFrom('teaching')
      .where('class_id', '=', classId)
      .where('user_id', 'in', [by, userId])
      .orderBy('user_id')
      .select(['user_id', 'role']);
    // Two who press at once must not make two owners: the second waits, and finds the first's.
    const roles = await (locksRows(trx) ? both.forUpdate() : both).execute();
    const is = (user: string, role: Teacher['role']) =>
      roles.some((row) => row.user_id === user && row.role === role);
    if (!is(by, 'owner') || !is(userId, 'co-teacher')) return false;
    const give = (user: string, role: Teacher['role']) =>
      trx
        .updateTable('teaching')
        .set({ role })
        .where('class_id', '=', classId)
        .where('user_id', '=', user)
        .execute();
    await give(by, 'co-teacher');
    await give(userId, 'owner');
    const detail = 'Handed it over to a co-teacher.';
    await audit(trx, { classId, actor: by, what: 'class-changed', detail, at: now });
    return true;
  });
}
