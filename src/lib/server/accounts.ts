import { betterAuth } from 'better-auth';
import { username } from 'better-auth/plugins';
import type { Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { newId, newToken } from './ids.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

/**
 * Instructors' accounts, kept by better-auth in the same store as everything else. It is used from the server's own
 * code alone: none of its addresses is served. SvelteKit checks where a form comes from, `failures.ts` counts failures.
 */
export type Accounts = ReturnType<typeof accountsOn>;

/** Seconds. */
const DAY = 24 * 60 * 60;

/** Characters. */
export const PASSWORD = { least: 10, most: 200 };
export const NAME = { least: 3, most: 40 };

/** A user name as it is looked up: however its letters are typed. */
export const nameKey = (name: string): string => name.trim().normalize('NFKC').toLowerCase();

const opened = new WeakMap<Kysely<Database>, Promise<Accounts>>();

/** The accounts of a store. */
export function accountsOf(db: Kysely<Database>): Promise<Accounts> {
  const known = opened.get(db) ?? secretOf(db).then((secret) => accountsOn(db, secret));
  opened.set(db, known);
  return known;
}

/** What session cookies are signed with: drawn once, and the same for every server on the store. */
async function secretOf(db: Kysely<Database>): Promise<string> {
  const name = 'session-secret';
  await db
    .insertInto('setting')
    .values({ name, value: newToken() })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const { value } = await db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return value;
}

const TIMES = { createdAt: 'created_at', updatedAt: 'updated_at' };

function accountsOn(db: Kysely<Database>, secret: string) {
  return betterAuth({
    // Dates as text and flags as numbers suit both engines, so both have the same tables.
    database: { db, type: 'sqlite', transaction: true },
    secret,
    // Only links in e-mails would use it.
    baseURL: 'http://accounts.invalid',
    telemetry: { enabled: false },
    logger: { level: 'error' },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD.least,
      maxPasswordLength: PASSWORD.most,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: verifyPassword }
    },
    // What a name may be is decided when an account is opened (`sign-up.ts`): any other one takes as long to be unknown.
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 1,
        maxUsernameLength: Infinity,
        usernameNormalization: nameKey,
        usernameValidator: () => true
      })
    ],
    user: {
      fields: { ...TIMES, emailVerified: 'email_verified' },
      additionalFields: {
        admin: { type: 'boolean', required: true, defaultValue: false, input: false },
        disabled: { type: 'boolean', required: true, defaultValue: false, input: false }
      }
    },
    session: {
      expiresIn: 14 * DAY,
      updateAge: DAY,
      fields: {
        ...TIMES,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent'
      }
    },
    account: {
      fields: {
        ...TIMES,
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at'
      }
    },
    verification: {
      storeIdentifier: 'hashed',
      fields: { ...TIMES, expiresAt: 'expires_at' }
    },
    advanced: {
      cookiePrefix: 'whose-words',
      useSecureCookies: false,
      database: { generateId: newId },
      ipAddress: { disableIpTracking: true }
    }
  });
}
