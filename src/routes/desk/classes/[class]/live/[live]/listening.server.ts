import type { RequestEvent } from '@sveltejs/kit';
import { maybeClassOf } from '$lib/server/access.ts';
import { eventStream, refusing } from '$lib/server/live/frames.ts';
import { here } from '$lib/server/live/here.ts';
import { liveOf } from '$lib/server/live/sessions.ts';

/** Events of a session, for a device of an instructor of its class. */
export async function listening(
  event: RequestEvent<{ class: string; live: string }>,
  as: 'desk' | 'wall'
): Promise<Response> {
  // A device that listens cannot be led to sign in: it is told.
  const taught = event.locals.instructor && (await maybeClassOf(event.locals.instructor, event.params.class));
  if (!taught) return eventStream(refusing('signed-out'));
  const live = await liveOf(taught.db, taught.class.id, event.params.live);
  // Nor can one that slept while the session was erased.
  if (!live) return eventStream(refusing('ended'));
  const { hub } = await here();
  return eventStream(await hub[as](live, taught.instructor.id));
}
