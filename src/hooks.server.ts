import type { Handle, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { resolve as resolvePath } from '$app/paths';
import { retried } from '$lib/server/db/retried.ts';
import { offerFirstToken } from '$lib/server/first-token.ts';
import { shownCode } from '$lib/server/ids.ts';
import { goOn, handInOverdue } from '$lib/server/handing-in.ts';
import { packs } from '$lib/server/packs.ts';
import { retentionDays, watchRetention } from '$lib/server/retention.ts';
import { instructorHere } from '$lib/server/sessions.ts';
import { signUpMode } from '$lib/server/sign-up.ts';
import { store } from '$lib/server/store.ts';
import { handlesSave } from '$lib/server/save-handler.ts';
import type { EventEmitter } from 'node:events';

/** A server with a broken pack, without its store, or with settings that mean nothing does not start, and says so. */
export const init: ServerInit = async () => {
  await packs();
  if (building) return;
  const { SIGN_UP, WHOSE_WORDS_FIRST_TOKEN, RETENTION_DAYS } = process.env;
  signUpMode(SIGN_UP);
  const days = retentionDays(RETENTION_DAYS);
  const { db } = await store();
  const token = await offerFirstToken(db, WHOSE_WORDS_FIRST_TOKEN);
  if (token && !WHOSE_WORDS_FIRST_TOKEN) announce(shownCode(token));
  listeners.emit('whose-words:saves', handlesSave);
  const now = Date.now();
  // What a clock that stood ahead had ended, and what the time ended while nobody was there.
  await retried(db, (tx) => goOn(tx, {}, now));
  await handInOverdue(db, {}, now);
  void watchRetention(db, days);
};

/** `scripts/start.js` listens to what it is told here. */
const listeners: EventEmitter = process;

/** The token is printed below the server's addresses. */
function announce(token: string): void {
  const path = resolvePath('/desk/sign-up/');
  if (!listeners.emit('whose-words:first-token', { token, path }))
    console.log(`The first account is opened at ${path} with this one-time token: ${token}`);
}

export const handle: Handle = async ({ event, resolve }) => {
  // Only instructors' pages ask who is signed in: what learners save costs no look into the sessions.
  const asks = /^\/desk(\/|$)/.test(event.route.id ?? '');
  event.locals.instructor = asks && !building ? await instructorHere(event) : null;
  const response = await resolve(event);
  // On a shared computer nobody goes back to what the one before them saw. Events say so themselves, and more.
  const says = response.headers.get('cache-control')?.includes('no-store');
  if (!says && /^\/(desk|class|join)(\/|$)/.test(event.route.id ?? ''))
    response.headers.set('cache-control', 'no-store');
  return response;
};
