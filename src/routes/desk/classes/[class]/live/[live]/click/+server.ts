import { error, json } from '@sveltejs/kit';
import { z } from 'zod';
import { Click, clicked } from '$lib/classroom/live/clicks.ts';
import { classOf } from '$lib/server/access.ts';
import { here } from '$lib/server/live/here.ts';
import { click, liveOf } from '$lib/server/live/sessions.ts';
import { revealWarning } from '$lib/server/live/warning.ts';
import type { RequestHandler } from './$types';

/** A click; `sure`: of what the answer to it warned. */
const Body = z.strictObject({ click: Click, sure: z.boolean().optional() });

const NO_STORE = { 'cache-control': 'no-store' };

/**
 * Does what an instructor clicks. The answer is `{ version }`; else it is a 409 with `{ refused }`, or with `{ warns }`
 * where the same click does it once it is sure.
 */
export const POST: RequestHandler = async (event) => {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  const body = Body.safeParse(await event.request.json().catch(() => null));
  if (!body.success) error(400, 'This is nothing that can be done in a session.');
  const live = await liveOf(db, row.id, event.params.live);
  if (!live) error(404, 'There is no such session in this class.');
  const now = Date.now();
  const { click: done, sure } = body.data;
  const leads = clicked(live.state, done, now);
  if (done.do === 'reveal' && !sure && 'state' in leads && leads.state !== live.state) {
    const warns = await revealWarning(db, live, done.part, now);
    if (warns) return json({ warns }, { status: 409, headers: NO_STORE });
  }
  const outcome = await click(db, live.id, done, { classId: row.id, by: instructor.id, now });
  if (!outcome) error(404, 'There is no such session in this class.');
  if ('refused' in outcome) return json(outcome, { status: 409, headers: NO_STORE });
  const { bus } = await here();
  bus.tell({ live: live.id });
  return json(outcome, { headers: NO_STORE });
};
