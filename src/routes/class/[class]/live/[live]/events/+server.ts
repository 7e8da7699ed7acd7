import { learnerCookie, maybeLearnerOf } from '$lib/server/access.ts';
import { hashOf } from '$lib/server/ids.ts';
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
  // Nor can one that slept while the session was erased.
  if (!live) return eventStream(refusing('ended'));
  const { hub } = await here();
  const tokenHash = hashOf(event.cookies.get(learnerCookie(joined.class.id)) ?? '');
  return eventStream(await hub.learner(live, joined.learner.id, tokenHash));
};
