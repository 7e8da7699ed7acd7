import { json } from '@sveltejs/kit';
import { pictureEntries, pictureOf } from '$lib/server/overview.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = pictureEntries;

/** A picture of a pack's overview, fetched when it is asked for. */
export const GET: RequestHandler = async ({ params }) => json(await pictureOf(params.pack, params.picture));
