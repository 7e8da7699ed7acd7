import { erasedOn } from '$lib/classroom/retention.ts';
import { classOf } from '$lib/server/access.ts';
import { reachedAt } from '$lib/server/address.ts';
import { changeClass } from '$lib/server/classes.ts';
import { listOf } from '$lib/server/desk.ts';
import { shownCode } from '$lib/server/ids.ts';
import { livesOf } from '$lib/server/live/sessions.ts';
import { retentionDays } from '$lib/server/retention.ts';
import { rosterOf } from '$lib/server/roster.ts';
import { rootOf } from '$lib/server/site.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, class: row } = await classOf(event, event.params.class);
  const roster = await rosterOf(db, row.id);
  const days = retentionDays(process.env.RETENTION_DAYS);
  return {
    code: row.join_code === null ? null : shownCode(row.join_code),
    shut: row.door_shut_at !== null,
    reached: reachedAt(rootOf(event)),
    joined: roster.filter((each) => each.claimed_at !== null).length,
    free: roster.filter((each) => each.claimed_at === null).length,
    waiting: roster.filter((each) => each.approved_at === null).length,
    endedAt: row.ended_at,
    days,
    erased: erasedOn({ endedAt: row.ended_at, announcedAt: row.erase_announced_at }, days),
    now: Date.now(),
    assignments: await listOf(db, row.id),
    lives: await livesOf(db, row.id)
  };
};

export const actions: Actions = {
  open: async (event) => {
    const { db, class: row, instructor } = await classOf(event, event.params.class);
    await changeClass(db, 'opened', { classId: row.id, by: instructor.id, now: Date.now() });
  },
  shut: async (event) => {
    const { db, class: row, instructor } = await classOf(event, event.params.class);
    await changeClass(db, 'shut', { classId: row.id, by: instructor.id, now: Date.now() });
  }
};
