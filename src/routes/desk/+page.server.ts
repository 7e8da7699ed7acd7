import { erasedOn } from '$lib/classroom/retention.ts';
import { instructorOf } from '$lib/server/access.ts';
import { deskOf } from '$lib/server/desk.ts';
import { runningIn } from '$lib/server/live/sessions.ts';
import { retentionDays } from '$lib/server/retention.ts';
import { store } from '$lib/server/store.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = instructorOf(event);
  const { db } = await store();
  const days = retentionDays(process.env.RETENTION_DAYS);
  const classes = (await deskOf(db, id, Date.now())).map((each) => ({
    ...each,
    erased: erasedOn({ endedAt: each.endedAt, announcedAt: each.eraseAnnouncedAt }, days)
  }));
  const running = classes.filter(({ endedAt }) => endedAt === null);
  const lives = await Promise.all(
    running.map(async ({ id, name }) => ({ classId: id, className: name, live: await runningIn(db, id) }))
  );
  return {
    lives: lives.flatMap(({ live, ...of }) => (live ? [{ ...of, live }] : [])),
    running,
    ended: classes.filter(({ endedAt }) => endedAt !== null),
    erased: event.url.searchParams.has('erased')
  };
};
