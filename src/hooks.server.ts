import type { Handle, ServerInit } from '@sveltejs/kit';
import { packs } from '$lib/server/packs.ts';

/** A server with a broken pack does not start, and says what is wrong with it. */
export const init: ServerInit = async () => {
  await packs();
};

/** The book face comes with the page: `app.css` shows it only if it is there in time. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, { preload: ({ type, path }) => type !== 'font' || path.includes('literata-latin-wght') });
