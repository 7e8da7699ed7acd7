import type { RequestEvent } from '@sveltejs/kit';
import { isAPIError } from 'better-auth/api';
import { parseSetCookieHeader } from 'better-auth/cookies';
import { accountsOf, nameKey } from './accounts.ts';
import { countFailure, forgive, forgiveAll, LIMITS } from './failures.ts';
import { store } from './store.ts';

/** Who is signed in in the browser that asks; signing in and out. */

/** The instructor whose session this browser holds. Renews a session that is in use. */
export async function instructorHere(event: RequestEvent): Promise<App.Locals['instructor']> {
  const { db } = await store();
  const accounts = await accountsOf(db);
  const { headers, response } = await accounts.api.getSession({
    headers: event.request.headers,
    returnHeaders: true
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
export async function signIn(
  event: RequestEvent,
  { name, password }: { name: string; password: string }
): Promise<SignedIn> {
  const { db } = await store();
  const accounts = await accountsOf(db);
  const now = Date.now();
  const address = event.getClientAddress();
  const who = `${nameKey(name)} ${address}`;
  const wait = Math.max(
    await countFailure(db, LIMITS.signIn, who, now),
    await countFailure(db, LIMITS.signInAddress, address, now)
  );
  if (wait > 0) return { wait };
  try {
    const { headers, response } = await accounts.api.signInUsername({
      body: { username: name, password },
      headers: event.request.headers,
      returnHeaders: true
    });
    await forgiveAll(db, LIMITS.signIn, who);
    await forgive(db, LIMITS.signInAddress, address);
    const { disabled } = await db
      .selectFrom('user')
      .select('disabled')
      .where('id', '=', response.user.id)
      .executeTakeFirstOrThrow();
    if (disabled) {
      await db.deleteFrom('session').where('user_id', '=', response.user.id).execute();
      return { refused: 'disabled' };
    }
    keepCookies(event, headers);
    return { done: true };
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
export function keepCookies(event: RequestEvent, headers: Headers): void {
  for (const [name, cookie] of parseSetCookieHeader(headers.getSetCookie().join(', ')))
    event.cookies.set(name, cookie.value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: event.url.protocol === 'https:',
      ...(cookie['max-age'] === undefined ? {} : { maxAge: cookie['max-age'] })
    });
}
