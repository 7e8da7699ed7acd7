import { error, json } from '@sveltejs/kit';
import { classOf } from '$lib/server/access.ts';
import { assignmentOf } from '$lib/server/assignments.ts';
import { check, Trial } from '$lib/server/previews.ts';
import type { RequestHandler } from './$types';

/** Checks an answer that an instructor tries, for them alone. The body is a `Trial`; the answer is its verdict. */
export const POST: RequestHandler = async (event) => {
  const { db } = await classOf(event, event.params.class);
  const assignment = await assignmentOf(db, event.params.class, event.params.assignment);
  const trial = Trial.safeParse(await event.request.json().catch(() => null));
  if (!trial.success) error(400, 'This is no answer to an exercise.');
  const verdict = await check(db, assignment, trial.data);
  if (!verdict) error(404, 'This assignment has no such exercise any more.');
  return json(verdict, { headers: { 'cache-control': 'no-store' } });
};
