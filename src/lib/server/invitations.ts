import type { Kysely } from 'kysely';
import type { Database, Row } from './db/schema.ts';
import { hashOf, newCode, newId, plainCode } from './ids.ts';

/** One-time invitations: to open an account, or to co-teach a class. Only the hash of a code is stored. */

const DAY = 24 * 60 * 60_000;
export const INVITATION_DAYS = 14;

/**
 * Makes an invitation.
 * @param to.classId a class to co-teach, or `null` for an account
 * @param to.now milliseconds since 1970
 * @returns the code, which is shown once
 */
export async function invite(
  db: Kysely<Database>,
  to: { classId: string | null; by: string; now: number }
): Promise<string> {
  const code = newCode(12);
  await db
    .insertInto('invitation')
    .values({
      id: newId(),
      class_id: to.classId,
      code_hash: hashOf(code),
      created_by: to.by,
      created_at: to.now,
      expires_at: to.now + INVITATION_DAYS * DAY,
      used_by: null,
      used_at: null
    })
    .execute();
  return code;
}

/** The invitations to this class (`null`: to an account) that can still be used, the oldest first. */
export function openInvitations(
  db: Kysely<Database>,
  { classId, now }: { classId: string | null; now: number }
): Promise<Pick<Row<'invitation'>, 'id' | 'created_by' | 'created_at' | 'expires_at'>[]> {
  return db
    .selectFrom('invitation')
    .select(['id', 'created_by', 'created_at', 'expires_at'])
    .where('class_id', classId === null ? 'is' : '=', classId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .execute();
}

/** Takes an invitation back. @returns whether it was there, and not used yet */
export async function uninvite(
  db: Kysely<Database>,
  { classId, id }: { classId: string | null; id: string }
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('invitation')
    .where('id', '=', id)
    .where('class_id', classId === null ? 'is' : '=', classId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * Spends an invitation. Give the transaction of what it opens.
 * @returns whether it was there, for this, unused and not run out
 */
export async function spendInvitation(
  db: Kysely<Database>,
  { code, by, classId, now }: { code: string; by: string; classId: string | null; now: number }
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ used_by: by, used_at: now })
    .where('code_hash', '=', hashOf(plainCode(code)))
    .where('class_id', classId === null ? 'is' : '=', classId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
