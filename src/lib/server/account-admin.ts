import { isAPIError } from 'better-auth/api';
import type { Kysely } from 'kysely';
import { accountsOf, nameKey } from './accounts.ts';
import { locksRows } from './db/locking.ts';
import type { Database, Row } from './db/schema.ts';
import { newToken } from './ids.ts';

/** What an administrator does with accounts. It needs no server to run: `scripts/admin.ts` does the same. */

type Db = Kysely<Database>;

const HOUR = 60 * 60_000;
export const RESET_HOURS = 24;

/** How the library names a reset link in its table. */
const identifierOf = (token: string) => `reset-password:${token}`;

export interface ListedAccount {
  id: string;
  name: string;
  admin: boolean;
  disabled: boolean;
  /** When it was opened, and when a session of it was last renewed: ISO 8601. */
  since: string;
  seen: string | null;
}

/** All accounts, by name. */
export async function listAccounts(db: Db): Promise<ListedAccount[]> {
  const rows = await db
    .selectFrom('user')
    .leftJoin('session', 'session.user_id', 'user.id')
    .select(['user.id', 'user.name', 'user.admin', 'user.disabled', 'user.created_at as since'])
    .select(({ fn }) => fn.max('session.updated_at').as('seen'))
    .groupBy(['user.id', 'user.name', 'user.admin', 'user.disabled', 'user.created_at', 'user.username'])
    .orderBy('user.username')
    .execute();
  return rows.map((row) => ({ ...row, admin: row.admin === 1, disabled: row.disabled === 1 }));
}

/** The account of this user name, however it is typed. */
export function accountNamed(db: Db, name: string): Promise<Row<'user'> | undefined> {
  return db.selectFrom('user').selectAll().where('username', '=', nameKey(name)).executeTakeFirst();
}

export function accountOf(db: Db, id: string): Promise<Row<'user'> | undefined> {
  return db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst();
}

/**
 * Makes what lets somebody choose a new password once. An earlier one of the same account stops working.
 * @param now milliseconds since 1970
 * @returns the token of the link; only its hash is stored
 */
export async function makeResetToken(db: Db, userId: string, now: number): Promise<string> {
  const { internalAdapter } = await (await accountsOf(db)).$context;
  const token = newToken();
  await db.deleteFrom('verification').where('value', '=', userId).execute();
  await internalAdapter.createVerificationValue({
    identifier: identifierOf(token),
    value: userId,
    expiresAt: new Date(now + RESET_HOURS * HOUR)
  });
  return token;
}

/** Whose password this token resets; `undefined` where it is unknown, used or too old. */
export async function resetOf(db: Db, token: string, now: number): Promise<Row<'user'> | undefined> {
  const { internalAdapter } = await (await accountsOf(db)).$context;
  const found = await internalAdapter.findVerificationValue(identifierOf(token));
  return found && found.expiresAt.getTime() > now ? accountOf(db, found.value) : undefined;
}

/**
 * Spends a reset token: the password is the new one, and all sessions end.
 * @returns whether the token was good
 */
export async function resetPassword(db: Db, token: string, newPassword: string): Promise<boolean> {
  const accounts = await accountsOf(db);
  try {
    await accounts.api.resetPassword({ body: { token, newPassword } });
    return true;
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return false;
    throw error;
  }
}

/** Shuts an account, which ends its sessions. @returns whether it was done: the last administrator stays */
export function shut(db: Db, id: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (await isLastAdministrator(trx, id)) return false;
    await trx.updateTable('user').set({ disabled: 1 }).where('id', '=', id).execute();
    await trx.deleteFrom('session').where('user_id', '=', id).execute();
    return true;
  });
}

/** Opens an account that was shut. */
export async function reopen(db: Db, id: string): Promise<void> {
  await db.updateTable('user').set({ disabled: 0 }).where('id', '=', id).execute();
}

/** Makes somebody an administrator. */
export async function promote(db: Db, id: string): Promise<void> {
  await db.updateTable('user').set({ admin: 1 }).where('id', '=', id).execute();
}

/** Makes an administrator an instructor like others. @returns whether it was done: the last one stays */
export function demote(db: Db, id: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if (await isLastAdministrator(trx, id)) return false;
    await trx.updateTable('user').set({ admin: 0 }).where('id', '=', id).execute();
    return true;
  });
}

/**
 * Whether nobody else could look after the accounts that there are. Inside a transaction it stays so until its end: two
 * administrators who shut each other's account at once leave one.
 */
export async function isLastAdministrator(db: Db, id: string): Promise<boolean> {
  const found = db
    .selectFrom('user')
    .select('id')
    .where('admin', '=', 1)
    .where('disabled', '=', 0)
    .orderBy('id');
  const administrators = await (locksRows(db) && db.isTransaction ? found.forUpdate() : found).execute();
  return administrators.every((each) => each.id === id) && administrators.length > 0;
}
