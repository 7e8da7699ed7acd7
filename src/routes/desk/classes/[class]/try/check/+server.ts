import { error, json } from '@sveltejs/kit';
import { classOf } from '$lib/server/access.ts';
import { catalogue } from '$lib/server/catalogue.ts';
import { check, offeredParts, Trial } from '$lib/server/previews.ts';
import type { RequestHandler } from './$types';

/** Checks an answer that an instructor tries, for them alone. The body is a `Trial`, its part `pack/slug`; the answer is its verdict. */
export const POST: RequestHandler = async (event) => {
  const { db } = await classOf(event, event.params.class);
  const trial = Trial.safeParse(await event.request.json().catch(() => null));
  if (!trial.success) error(400, 'This is no answer to an exercise.');
  const step = offeredParts(await catalogue(), `exercise:${trial.data.part}`);
  const verdict = step && (await check(db, step, trial.data));
  if (!verdict) error(404, 'There is no such exercise any more.');
  return json(verdict, { headers: { 'cache-control': 'no-store' } });
};
