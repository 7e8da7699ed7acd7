import { error } from '@sveltejs/kit';
import { maybeLearnerOf } from '$lib/server/access.ts';
import { eventStream, refusing } from '$lib/server/live/frames.ts';
import { here } from '$lib/server/live/here.ts';
import { liveOf } from '$lib/server/live/sessions.ts';
import type { RequestHandler } from './$types';

/** What a learner's device is told while a session runs. To listen is to be in. */
export const GET: RequestHandler = async (event) => {
  const joined = await maybeLearnerOf(event, event.params.class);
  // A device that listens cannot be led to another page: it is told.
  if (!joined) return eventStream(refusing('signed-out'));
  const live = await liveOf(joined.db, joined.class.id, event.params.live);
  if (!live) error(404, 'There is no such session in this class.');
  const { hub } = await here();
  return eventStream(await hub.learner(live, joined.learner.id));
};
