import { json } from '@sveltejs/kit';
import { maybeLearnerOf } from '$lib/server/access.ts';
import { runningIn } from '$lib/server/live/sessions.ts';
import type { RequestHandler } from './$types';

/** The session that runs in a class, for a learner who waits for one: its id, or `null`. */
export const GET: RequestHandler = async (event) => {
  const joined = await maybeLearnerOf(event, event.params.class);
  if (!joined) return json({ refused: 'signed-out' }, { status: 401 });
  const running = await runningIn(joined.db, joined.class.id);
  return json({ running: running?.id ?? null }, { headers: { 'cache-control': 'no-store' } });
};
