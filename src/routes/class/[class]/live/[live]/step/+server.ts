import { json } from '@sveltejs/kit';
import { maybeLearnerOf } from '$lib/server/access.ts';
import { liveOf } from '$lib/server/live/sessions.ts';
import { stepOf } from '../step.server.ts';
import type { RequestHandler } from './$types';

/**
 * The step that a learner is at, for a page that is open: it follows the class without being loaded anew, so that a line
 * that breaks in between takes nothing from it.
 */
export const GET: RequestHandler = async (event) => {
  const joined = await maybeLearnerOf(event, event.params.class);
  if (!joined) return json({ refused: 'signed-out' }, { status: 401 });
  const { db, learner, class: row } = joined;
  const live = await liveOf(db, row.id, event.params.live);
  if (!live) return json({ refused: 'unknown' }, { status: 404 });
  const step = await stepOf(db, live, learner.id, event.url.searchParams.get('at'), Date.now());
  return json({ step }, { headers: { 'cache-control': 'no-store' } });
};
