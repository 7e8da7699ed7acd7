import { json, type RequestEvent } from '@sveltejs/kit';
import type { Kysely } from 'kysely';
import { phaseAt } from '$lib/classroom/live/state.ts';
import type { Database } from '$lib/server/db/schema.ts';
import type { Live } from '$lib/server/live/sessions.ts';
import { shownStep, type ShownStep } from '$lib/server/live/shown.ts';
import { opened } from './opened.server.ts';

/** For whom a step is: an instructor has the key at any time, the wall once it is revealed. */
export type For = 'desk' | 'wall';

/** The step that everybody is at; `null` before the first. */
export function presentStep(
  db: Kysely<Database>,
  live: Live,
  as: For,
  now: number
): Promise<ShownStep | null> {
  const at = live.state.steps[live.state.at];
  if (!at) return Promise.resolve(null);
  return shownStep(db, live, at.part, as === 'desk' || phaseAt(at, now) === 'revealed');
}

/** `{ step }` for a page that is open: it follows the session without being loaded anew. */
export async function answerStep(
  event: RequestEvent<{ class: string; live: string }>,
  as: For
): Promise<Response> {
  const { db, live, by } = await opened(event);
  const step = await presentStep(db, live, as, by.now);
  return json({ step }, { headers: { 'cache-control': 'no-store' } });
}
