import { error, type RequestEvent } from '@sveltejs/kit';
import { classOf } from '$lib/server/access.ts';
import { eventStream, refusing } from '$lib/server/live/frames.ts';
import { here } from '$lib/server/live/here.ts';
import { liveOf } from '$lib/server/live/sessions.ts';

/** Events of a session, for a device of an instructor of its class. */
export async function listening(
  event: RequestEvent<{ class: string; live: string }>,
  as: 'desk' | 'wall'
): Promise<Response> {
  // A device that listens cannot be led to sign in: it is told.
  if (!event.locals.instructor) return eventStream(refusing('signed-out'));
  const { db, class: row } = await classOf(event, event.params.class);
  const live = await liveOf(db, row.id, event.params.live);
  if (!live) error(404, 'There is no such session in this class.');
  const { hub } = await here();
  return eventStream(await hub[as](live));
}
