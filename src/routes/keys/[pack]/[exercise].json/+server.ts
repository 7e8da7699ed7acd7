import { json } from '@sveltejs/kit';
import { openEntries, openKey } from '$lib/server/packs.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = openEntries;

/** The key of an open exercise, fetched at *Check*. There is no such file for a reserved one. */
export const GET: RequestHandler = async ({ params }) => json(await openKey(params.pack, params.exercise));
