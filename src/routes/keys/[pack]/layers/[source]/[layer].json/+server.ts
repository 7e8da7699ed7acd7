import { json } from '@sveltejs/kit';
import { layerEntries, layerOf } from '$lib/server/layers.ts';
import type { EntryGenerator, RequestHandler } from './$types';

export const prerender = true;

export const entries: EntryGenerator = layerEntries;

/** A layer of the reading view, fetched when it is switched on. There is none of a text that is kept for classes. */
export const GET: RequestHandler = async ({ params }) =>
  json(await layerOf(params.pack, params.source, params.layer));
