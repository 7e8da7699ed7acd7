import type { Handle, ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { packs } from '$lib/server/packs.ts';
import { store } from '$lib/server/store.ts';

/** A server with a broken pack, or without its store, does not start, and says what is wrong. */
export const init: ServerInit = async () => {
  await packs();
  if (!building) await store();
};

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.instructor = null;
  return resolve(event);
};
