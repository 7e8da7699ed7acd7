import type { Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { hashOf, newCode, plainCode } from './ids.ts';

/** The one-time token that opens the first account, an administrator's. Only its hash is stored. */
const SETTING = 'first-token';

/** How long a token of the operator's own has to be: at eight letters an hour of guessing would be worth it. */
const LEAST = 12;

export async function hasAdministrator(db: Kysely<Database>): Promise<boolean> {
  return !!(await db.selectFrom('user').select('id').where('admin', '=', 1).executeTakeFirst());
}

/**
 * Makes the token that is due while there is no administrator. It takes the place of an earlier one.
 * @param given the operator's own, for an installation that nobody watches
 * @returns the token, or `null` where an administrator is there
 * @throws where the operator's own is too short
 */
export async function offerFirstToken(db: Kysely<Database>, given?: string): Promise<string | null> {
  const token = given ? plainCode(given) : newCode(16);
  if (token.length < LEAST)
    throw new Error(`WHOSE_WORDS_FIRST_TOKEN is too short: it needs ${LEAST} letters and digits or more.`);
  if (await hasAdministrator(db)) return null;
  const value = hashOf(token);
  await db
    .insertInto('setting')
    .values({ name: SETTING, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  return token;
}

/**
 * Spends the token. Give the transaction that opens the account.
 * @returns whether it was the right one
 */
export async function spendFirstToken(db: Kysely<Database>, typed: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('setting')
    .where('name', '=', SETTING)
    .where('value', '=', hashOf(plainCode(typed)))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
