import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { titleOf } from '$lib/classroom/live/naming.ts';
import { zoneOf } from '$lib/classroom/settings.ts';
import { classOf, instructorOf } from '$lib/server/access.ts';
import { catalogue } from '$lib/server/catalogue.ts';
import { classesOf } from '$lib/server/classes.ts';
import { fieldsOf } from '$lib/server/forms.ts';
import { runningIn } from '$lib/server/live/sessions.ts';
import { startLive } from '$lib/server/live/starting.ts';
import { chosenOf, dropIn, SessionName } from '$lib/server/live/choosing.ts';
import { store } from '$lib/server/store.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the address names, `?of=pack/slug`: an exercise or a lesson. */
async function named(url: URL) {
  const offered = await catalogue();
  const [step] = chosenOf(offered, [url.searchParams.get('of') ?? '']);
  if (!step)
    error(
      404,
      'There is no such exercise, and no such lesson with exercises. Start from the page of a class.'
    );
  return { title: titleOf(offered, step), steps: [step] };
}

/** Starts a session from what is on a page of a pack, in a class that is chosen, or made for it. */
export const load: PageServerLoad = async (event) => {
  const instructor = instructorOf(event);
  const { db } = await store();
  const classes = await classesOf(db, instructor.id);
  return {
    title: (await named(event.url)).title,
    classes: await Promise.all(
      classes
        .filter(({ rehearsal, endedAt }) => !rehearsal && endedAt === null)
        .map(async ({ id, name }) => ({ id, name, running: await runningIn(db, id) }))
    )
  };
};

export const actions: Actions = {
  default: async (event) => {
    const instructor = instructorOf(event);
    const from = await named(event.url);
    const { to = '', zone = '', title = '' } = await fieldsOf(event.request);
    const called = SessionName.safeParse(title);
    if (!called.success) return fail(400, { titleProblem: called.error.issues[0]?.message ?? '' });
    const { db } = await store();
    const by = { by: instructor.id, now: Date.now() };
    const classId =
      to === '' ? await dropIn(db, { ...by, zone: zoneOf(zone) }) : (await classOf(event, to)).class.id;
    const started = await startLive(db, { ...from, title: called.data || from.title }, { ...by, classId });
    if (!started) error(404, 'There is no such exercise any more. Start from the page of a class.');
    if ('running' in started)
      return fail(409, {
        problem: 'A session has begun in this class meanwhile.',
        running: { classId, id: started.running }
      });
    redirect(303, resolve(`/desk/classes/${classId}/live/${started.id}/`));
  }
};
