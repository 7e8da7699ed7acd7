import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { z } from 'zod';
import { given } from '$lib/server/forms.ts';
import { eraseLive, intoMarks, missedBy, setAgain } from '$lib/server/live/afterwards.ts';
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
    missed: await missedBy(db, live)
  };
};

const Marks = z.object({ which: z.enum(['first', 'last'], 'Choose whose answers count.') });

export const actions: Actions = {
  again: async (event) => {
    const { db, live, by } = await opened(event);
    const id = await setAgain(db, live, by);
    redirect(303, resolve(`/desk/classes/${by.classId}/assignments/${id}/edit/`));
  },

  marks: async (event) => {
    const { db, live, by } = await opened(event);
    const form = await given(event.request, Marks);
    if ('problems' in form) return fail(400, { problem: form.problems.which ?? '' });
    if (live.state.endedAt === null) return fail(409, { problem: 'End the session first.' });
    const made = await intoMarks(db, live, form.data.which, by);
    if ('refused' in made) return fail(409, { problem: made.refused });
    redirect(303, resolve(`/desk/classes/${by.classId}/assignments/${made.id}/results/`));
  },

  erase: async (event) => {
    const { db, live, by } = await opened(event);
    await eraseLive(db, live, by);
    const { bus } = await here();
    bus.tell({ live: live.id });
    redirect(303, resolve(`/desk/classes/${by.classId}/`));
  }
};
