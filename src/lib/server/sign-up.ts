import type { Kysely } from 'kysely';
import { z } from 'zod';
import { NAME, nameKey, PASSWORD } from './accounts.ts';
import type { Database } from './db/schema.ts';
import { countFailure, forgive, LIMITS, networkOf, type Limit } from './failures.ts';
import { hasAdministrator, spendFirstToken } from './first-token.ts';
import { spendInvitation } from './invitations.ts';
import { newId } from './ids.ts';
import { hashPassword } from './passwords.ts';

/** Who may open an account: anybody, who was invited, nobody. */
const Mode = z.enum(['open', 'invite', 'closed']);

/**
 * How accounts are opened here (SIGN_UP; by invitation where nothing is said).
 * @throws where it is set to something else
 */
export function signUpMode(setting: string | undefined): z.infer<typeof Mode> {
  const mode = Mode.safeParse(setting || 'invite');
  if (mode.success) return mode.data;
  throw new Error(`SIGN_UP is ${setting}: it has to be open, invite or closed.`);
}

/**
 * How many accounts one address may open in an hour, where everybody may (SIGN_UP_PER_HOUR).
 * @throws where it is no whole number above 0
 */
export function signUpsPerHour(setting: string | undefined): number {
  if (!setting) return LIMITS.signUp.failures;
  if (/^[1-9]\d{0,5}$/.test(setting)) return Number(setting);
  throw new Error(`SIGN_UP_PER_HOUR is ${setting}: it has to be a whole number, 1 or more.`);
}

/** What opens an account now: before there is an administrator, the token that the server printed. */
export type Door = 'first' | z.infer<typeof Mode>;

export async function doorOf(db: Kysely<Database>, setting: string | undefined): Promise<Door> {
  return (await hasAdministrator(db)) ? signUpMode(setting) : 'first';
}

/** A new password. */
export const NewPassword = z
  .string()
  .min(
    PASSWORD.least,
    `A password has at least ${PASSWORD.least} characters. Four words that nobody would guess are good.`
  )
  .max(PASSWORD.most, `A password has at most ${PASSWORD.most} characters.`);

/** What somebody gives who opens an account. */
export const NewAccount = z.object({
  name: z
    .string()
    .trim()
    .min(NAME.least, `A user name has at least ${NAME.least} characters.`)
    .max(NAME.most, `A user name has at most ${NAME.most} characters.`)
    .regex(
      /^[\p{L}\p{M}\p{N}._-]*$/u,
      'A user name is made of letters, digits, full stops, hyphens and underscores, without spaces.'
    ),
  password: NewPassword,
  /** The token or the invitation, where one is needed. */
  code: z.string().max(200, 'That is longer than any code.').default('')
});
export type NewAccount = z.infer<typeof NewAccount>;

/** Why an account was not opened. */
export type Refusal = 'taken' | 'code' | 'closed';

class Refused extends Error {
  readonly why: Refusal;
  constructor(why: Refusal) {
    super(why);
    this.why = why;
  }
}

/**
 * Opens an account. The account and what it took, a token or an invitation, are one transaction, which the library's
 * own way to sign up would not share.
 * @param now milliseconds since 1970
 * @returns the id of the user, or why not
 */
export async function openAccount(
  db: Kysely<Database>,
  door: Door,
  { name, password, code }: NewAccount,
  now: number
): Promise<{ id: string } | { refused: Refusal }> {
  if (door === 'closed') return { refused: 'closed' };
  const hash = await hashPassword(password);
  const id = newId();
  try {
    await db.transaction().execute(async (all) => {
      if (door === 'first' && !(await spendFirstToken(all, code))) throw new Refused('code');
      // The code comes first: without one nobody learns which names there are.
      if (door === 'invite' && !(await spendInvitation(all, { code, by: id, classId: null, now })))
        throw new Refused('code');
      await insertUser(all, { id, name, hash, admin: door === 'first', now });
    });
    return { id };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.why };
    throw error;
  }
}

/**
 * The same for somebody at an address: failed codes are counted there, and where everybody may open an account, the
 * accounts.
 * @param at.perHour how many accounts an address may open in an hour
 * @returns also `wait`, in milliseconds, where there were too many
 */
export async function openAccountAt(
  db: Kysely<Database>,
  door: Door,
  account: NewAccount,
  at: { address: string; perHour: number; now: number }
): Promise<Awaited<ReturnType<typeof openAccount>> | { wait: number }> {
  const { perHour, now } = at;
  const address = networkOf(at.address);
  if (door === 'closed') return { refused: 'closed' };
  const limit: Limit = door === 'open' ? { ...LIMITS.signUp, failures: perHour } : LIMITS.oneTime;
  // Counted before it is known, so that many at once gain nothing.
  const wait = await countFailure(db, limit, address, now);
  if (wait > 0) return { wait };
  const outcome = await openAccount(db, door, account, now);
  const refused = 'refused' in outcome ? outcome.refused : null;
  // A good code with a name that is taken is a try, too: with one code a thousand names could be asked about.
  if (door === 'open' ? refused !== null : refused === null) await forgive(db, limit, address);
  return outcome;
}

/** What better-auth writes for a user with a password. */
async function insertUser(
  db: Kysely<Database>,
  user: { id: string; name: string; hash: string; admin: boolean; now: number }
): Promise<void> {
  const { id, name, hash, admin, now } = user;
  const at = new Date(now).toISOString();
  const times = { created_at: at, updated_at: at };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('user')
    .values({
      id,
      name,
      username: nameKey(name),
      email: `${id}@accounts.invalid`,
      email_verified: 0,
      image: null,
      admin: admin ? 1 : 0,
      disabled: 0,
      ...times
    })
    .onConflict((conflict) => conflict.column('username').doNothing())
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) throw new Refused('taken');
  await db
    .insertInto('account')
    .values({
      id: newId(),
      account_id: id,
      provider_id: 'credential',
      user_id: id,
      password: hash,
      access_token: null,
      refresh_token: null,
      id_token: null,
      access_token_expires_at: null,
      refresh_token_expires_at: null,
      scope: null,
      ...times
    })
    .execute();
}
