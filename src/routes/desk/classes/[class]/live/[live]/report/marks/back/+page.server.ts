import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { z } from 'zod';
import { saidAdded, stampOf } from '$lib/classroom/live/added.ts';
import { given } from '$lib/server/forms.ts';
import { WHICH } from '$lib/server/live/marks.ts';
import { marksMade, takeBackMarks } from '$lib/server/live/taking-back.ts';
import { opened } from '../../../opened.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Which = z.enum(WHICH);

/** Asks before marks are taken back: what goes with them, and what stays. */
export const load: PageServerLoad = async (event) => {
  const { db, live, by } = await opened(event);
  const which = Which.safeParse(event.url.searchParams.get('which'));
  const made = which.success ? await marksMade(db, live, which.data) : null;
  if (!which.success || !made) redirect(303, resolve(`/desk/classes/${by.classId}/live/${live.id}/report/`));
  const { assignment, title, learners, added } = made;
  return {
    live: { id: live.id, title: live.title },
    which: which.data,
    marks: { assignment, title, learners, made: { at: made.at, by: made.by } },
    added: saidAdded(added),
    comments: added.comments > 0,
    seen: stampOf(added),
    /** More was added than was looked at: it is looked at again. */
    more: event.url.searchParams.has('more')
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { db, live, by } = await opened(event);
    const form = await given(event.request, z.object({ which: Which, seen: z.string() }));
    if ('problems' in form) return fail(400, { problem: 'Load this page again, and then take them back.' });
    const { which, seen } = form.data;
    const report = resolve(`/desk/classes/${by.classId}/live/${live.id}/report/`);
    const became = await takeBackMarks(db, live, which, seen, by);
    redirect(303, became === 'more' ? `${report}marks/back/?which=${which}&more` : `${report}?back`);
  }
};
