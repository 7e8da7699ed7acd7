import type { ServerInit } from '@sveltejs/kit';
import { packs } from '$lib/server/packs.ts';

/** A server with a broken pack does not start, and says what is wrong with it. */
export const init: ServerInit = async () => {
  await packs();
};
