import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { given } from '$lib/server/forms.ts';
import { eraseLive, madeOf, setAgain } from '$lib/server/live/afterwards.ts';
import { Again, againOf } from '$lib/server/live/again.ts';
import { attendanceOf } from '$lib/server/live/attendance.ts';
import { zoneOf } from '$lib/classroom/settings.ts';
import { here } from '$lib/server/live/here.ts';
import { reportOf } from '$lib/server/live/report.ts';
import { noteSeen } from '$lib/server/seen.ts';
import { opened } from '../opened.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, live, by } = await opened(event);
  await noteSeen(db, {
    ...{ classId: by.classId, actor: by.by, what: 'results-seen', at: by.now },
    detail: `the report of the live session “${live.title}”`
  });
  return {
    live: { id: live.id, title: live.title, createdAt: live.createdAt, endedAt: live.state.endedAt },
    steps: await reportOf(db, live),
    attendance: await attendanceOf(db, live),
    made: await madeOf(db, live),
    /** Of each draft for those who missed it, the steps that it has. */
    again: await againOf(db, live),
    /** Marks of it were just taken back. */
    back: event.url.searchParams.has('back')
  };
};

export const actions: Actions = {
  again: async (event) => {
    const { db, live, by } = await opened(event);
    const form = await given(event.request, Again);
    if ('problems' in form) return fail(400, { problem: 'Load this page again, and look who missed what.' });
    if (live.state.endedAt === null) return fail(409, { problem: 'End the session first.' });
    const { zone, ...asked } = form.data;
    const made = await setAgain(db, live, by, zoneOf(zone), asked);
    if ('refused' in made) return fail(409, { problem: made.refused });
    redirect(303, resolve(`/desk/classes/${by.classId}/assignments/${made.id}/edit/`));
  },

  erase: async (event) => {
    const { db, live, by } = await opened(event);
    await eraseLive(db, live, by);
    const { bus } = await here();
    bus.tell({ live: live.id });
    redirect(303, resolve(`/desk/classes/${by.classId}/`));
  }
};
