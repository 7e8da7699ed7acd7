import type { RequestEvent } from '@sveltejs/kit';
import { isAPIError } from 'better-auth/api';
import { parseSetCookieHeader } from 'better-auth/cookies';
import type { Kysely } from 'kysely';
import type { Instructor } from './access.ts';
import { accountsOf, nameKey, type Accounts } from './accounts.ts';
import type { Database } from './db/schema.ts';
import { countFailure, forgive, forgiveAll, LIMITS, networkOf } from './failures.ts';
import { store } from './store.ts';

/** Who is signed in in the browser that asks; signing in and out. */

/** The instructor whose session this browser holds. Renews a session that is in use. */
export async function instructorHere(event: RequestEvent): Promise<App.Locals['instructor']> {
  const { db } = await store();
  const { api } = await accountsOf(db);
  const { headers, response } = await api
    .getSession({ headers: event.request.headers, returnHeaders: true })
    .catch((error: unknown) => {
      // The library wraps what the store threw, which knows what to tell.
      throw isAPIError(error) ? (error.cause ?? error) : error;
    });
  keepCookies(event, headers);
  if (!response || response.user.disabled) return null;
  const { id, name, admin } = response.user;
  return { id, name, admin };
}

export type SignedIn = { done: true } | { refused: 'wrong' | 'disabled' } | { wait: number };

/**
 * Signs in. An unknown name and a wrong password give the same answer, after the same work.
 * @returns done; why not; or how long to wait after too many failures, in milliseconds
 */
export function signIn(
  event: RequestEvent,
  { name, password }: { name: string; password: string }
): Promise<SignedIn> {
  return guarded(event, name, async (db, { api }) => {
    const { headers, response } = await api.signInUsername({
      body: { username: name, password },
      headers: event.request.headers,
      returnHeaders: true
    });
    const { id } = response.user;
    const user = await db
      .selectFrom('user')
      .select('disabled')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (user.disabled) {
      await db.deleteFrom('session').where('user_id', '=', id).execute();
      return { refused: 'disabled' };
    }
    // Sessions that ran out elsewhere are nobody's to end.
    await db.deleteFrom('session').where('expires_at', '<', new Date().toISOString()).execute();
    keepCookies(event, headers);
    return { done: true };
  });
}

/** Runs what asks for a password, unless too many have failed. Each try is counted, and forgotten when it is right. */
async function guarded(
  event: RequestEvent,
  name: string,
  attempt: (db: Kysely<Database>, accounts: Accounts) => Promise<SignedIn>
): Promise<SignedIn> {
  const { db } = await store();
  const now = Date.now();
  const address = networkOf(event.getClientAddress());
  const who = `${nameKey(name)} ${address}`;
  const wait = Math.max(
    await countFailure(db, LIMITS.signIn, who, now),
    await countFailure(db, LIMITS.signInAddress, address, now)
  );
  if (wait > 0) return { wait };
  try {
    const outcome = await attempt(db, await accountsOf(db));
    await forgiveAll(db, LIMITS.signIn, who);
    await forgive(db, LIMITS.signInAddress, address);
    return outcome;
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return { refused: 'wrong' };
    throw error;
  }
}

/** Ends the session of this browser. */
export async function signOut(event: RequestEvent): Promise<void> {
  const { db } = await store();
  const accounts = await accountsOf(db);
  const { headers } = await accounts.api.signOut({ headers: event.request.headers, returnHeaders: true });
  keepCookies(event, headers);
}

/** Hands the library's cookies to the browser, for https alone where the request came over https. */
function keepCookies(event: RequestEvent, headers: Headers): void {
  for (const [name, cookie] of parseSetCookieHeader(headers.getSetCookie().join(', ')))
    event.cookies.set(name, cookie.value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: event.url.protocol === 'https:',
      ...(cookie['max-age'] === undefined ? {} : { maxAge: cookie['max-age'] })
    });
}

/** A browser in which an instructor is signed in. */
export interface Session {
  id: string;
  /** When it was signed in, and when it was last renewed, to the day: ISO 8601. */
  since: string;
  seen: string;
  userAgent: string;
  /** Whether it is the one that asks. */
  here: boolean;
}

/** The sessions of the instructor who asks, the newest first. */
export async function sessionsOf(event: RequestEvent): Promise<Session[]> {
  const { db } = await store();
  const { api } = await accountsOf(db);
  const { headers } = event.request;
  const [here, sessions] = [await api.getSession({ headers }), await api.listSessions({ headers })];
  return sessions
    .map(({ id, createdAt, updatedAt, userAgent }) => ({
      id,
      since: createdAt.toISOString(),
      seen: updatedAt.toISOString(),
      userAgent: userAgent ?? '',
      here: id === here?.session.id
    }))
    .sort((a, b) => b.since.localeCompare(a.since));
}

/** Ends one session of an instructor. */
export async function endSession(userId: string, sessionId: string): Promise<void> {
  const { db } = await store();
  await db.deleteFrom('session').where('user_id', '=', userId).where('id', '=', sessionId).execute();
}

/** Ends all sessions of an instructor. */
export async function signOutEverywhere(userId: string): Promise<void> {
  const { db } = await store();
  await db.deleteFrom('session').where('user_id', '=', userId).execute();
}

/**
 * Changes the password of the instructor who asks. All other sessions end, and this one is a new one.
 * @returns as `signIn`
 */
export function changePassword(
  event: RequestEvent,
  { name }: Instructor,
  { password, next }: { password: string; next: string }
): Promise<SignedIn> {
  return guarded(event, name, async (_db, { api }) => {
    const { headers } = await api.changePassword({
      body: { currentPassword: password, newPassword: next, revokeOtherSessions: true },
      headers: event.request.headers,
      returnHeaders: true
    });
    keepCookies(event, headers);
    return { done: true };
  });
}

/**
 * Whether this is the password of the instructor who asks: before something that cannot be undone.
 * @returns as `signIn`
 */
export function confirmPassword(
  event: RequestEvent,
  { name }: Instructor,
  password: string
): Promise<SignedIn> {
  return guarded(event, name, async (_db, { api }) => {
    await api.verifyPassword({ body: { password }, headers: event.request.headers });
    return { done: true };
  });
}
