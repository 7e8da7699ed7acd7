import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { z } from 'zod';
import { given } from '$lib/server/forms.ts';
import { madeOf } from '$lib/server/live/afterwards.ts';
import { intoMarks, marksToMake, MISSING, WHICH } from '$lib/server/live/marks.ts';
import { noteSeen } from '$lib/server/seen.ts';
import { opened } from '../../opened.server.ts';
import type { Actions, PageServerLoad } from './$types';

const Which = z.enum(WHICH, 'Go back, and choose whose answers count.');
const Missing = z.enum(MISSING);
const Asked = z.object({ which: Which, missing: Missing, seen: z.string() });

/** Asks before answers become marks: which marks they would be, and what learners see of them, at once. */
export const load: PageServerLoad = async (event) => {
  const { db, live, by } = await opened(event);
  const which = Which.safeParse(event.url.searchParams.get('which'));
  const report = resolve(`/desk/classes/${by.classId}/live/${live.id}/report/`);
  if (!which.success || live.state.endedAt === null) redirect(303, report);
  await noteSeen(db, {
    ...{ classId: by.classId, actor: by.by, what: 'results-seen', at: by.now },
    detail: `the marks that the live session “${live.title}” would come to`
  });
  const made = await madeOf(db, live);
  return {
    live: { id: live.id, title: live.title },
    which: which.data,
    twice: live.state.steps.some(({ twice }) => twice),
    missing: Missing.catch('left-out').parse(event.url.searchParams.get('missing')),
    marks: await marksToMake(db, live, which.data),
    before: made.find(({ what }) => what === which.data) ?? null,
    other: WHICH.find((one) => one !== which.data && !made.some(({ what }) => what === one)) ?? null,
    /** The answers are not those any more that were looked at: they are looked at again. */
    changed: event.url.searchParams.has('changed')
  };
};

/** What was chosen stays chosen. */
const refused = (status: number, problem: string, missing?: z.infer<typeof Missing>) =>
  fail(status, { problem, missing });

export const actions: Actions = {
  default: async (event) => {
    const { db, live, by } = await opened(event);
    const form = await given(event.request, Asked);
    if ('problems' in form)
      return refused(400, form.problems.which ?? 'Load this page again, and look at the marks.');
    const { which, missing, seen } = form.data;
    if (live.state.endedAt === null) return refused(409, 'End the session first.', missing);
    const made = await intoMarks(db, live, { which, missing }, seen, by);
    if ('refused' in made) return refused(409, made.refused, missing);
    const home = `/desk/classes/${by.classId}/` as const;
    if ('changed' in made)
      redirect(
        303,
        `${resolve(`${home}live/${live.id}/report/marks/`)}?which=${which}&missing=${missing}&changed`
      );
    redirect(303, resolve(`${home}assignments/${made.id}/results/`));
  }
};
