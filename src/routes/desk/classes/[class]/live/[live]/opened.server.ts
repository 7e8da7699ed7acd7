import { error, type RequestEvent } from '@sveltejs/kit';
import { classOf } from '$lib/server/access.ts';
import { liveOf } from '$lib/server/live/sessions.ts';

/** What every page of a live session works with. */
export async function opened(event: RequestEvent<{ class: string; live: string }>) {
  const { db, instructor, class: row } = await classOf(event, event.params.class);
  const live = await liveOf(db, row.id, event.params.live);
  if (!live) error(404, 'There is no such live session in this class.');
  return { db, instructor, class: row, live, by: { classId: row.id, by: instructor.id, now: Date.now() } };
}
