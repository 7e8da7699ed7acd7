import { erasedOn } from '$lib/classroom/retention.ts';
import { classOf } from '$lib/server/access.ts';
import { reachedAt } from '$lib/server/address.ts';
import { changeClass, type Change } from '$lib/server/classes.ts';
import { listOf } from '$lib/server/desk.ts';
import { doorOf, keptForLive } from '$lib/server/join-codes.ts';
import { tellRoster } from '$lib/server/live/here.ts';
import { livesOf } from '$lib/server/live/sessions.ts';
import { retentionDays } from '$lib/server/retention.ts';
import { rosterOf } from '$lib/server/roster.ts';
import { rootOf } from '$lib/server/site.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, class: row } = await classOf(event, event.params.class);
  const now = Date.now();
  const roster = await rosterOf(db, row.id);
  const days = retentionDays(process.env.RETENTION_DAYS);
  return {
    door: doorOf(row, now),
    keptForLive: await keptForLive(db, row.id),
    reached: reachedAt(rootOf(event)),
    joined: roster.filter((each) => each.claimed_at !== null).length,
    free: roster.filter((each) => each.claimed_at === null).length,
    waiting: roster.filter((each) => each.approved_at === null).length,
    endedAt: row.ended_at,
    days,
    erased: erasedOn({ endedAt: row.ended_at, announcedAt: row.erase_announced_at }, days),
    now,
    assignments: await listOf(db, row.id),
    lives: await livesOf(db, row.id)
  };
};

const change = (what: Change) => async (event: RequestEvent) => {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  await changeClass(db, what, { classId: row.id, by: instructor.id, now: Date.now() });
  await tellRoster(row.id);
};

export const actions: Actions = {
  open: change('opened'),
  shut: change('shut'),
  keep: change('kept'),
  code: change('code')
};
