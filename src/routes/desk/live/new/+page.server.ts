import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { Zone } from '$lib/classroom/settings.ts';
import { classOf, instructorOf } from '$lib/server/access.ts';
import { catalogue } from '$lib/server/catalogue.ts';
import { classesOf } from '$lib/server/classes.ts';
import { fieldsOf } from '$lib/server/forms.ts';
import { runningIn } from '$lib/server/live/sessions.ts';
import { startLive } from '$lib/server/live/starting.ts';
import { chosenOf, dropIn } from '$lib/server/live/choosing.ts';
import { store } from '$lib/server/store.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the address names, `?of=pack/slug`: an exercise or a lesson. */
async function named(url: URL) {
  const from = chosenOf(await catalogue(), [url.searchParams.get('of') ?? '']);
  return (
    from ??
    error(
      404,
      'There is no such exercise, and no such lesson with exercises. Start from the page of a class.'
    )
  );
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
    const { to = '', zone = '' } = await fieldsOf(event.request);
    const { db } = await store();
    const by = { by: instructor.id, now: Date.now() };
    const known = Zone.safeParse(zone);
    const classId =
      to === ''
        ? await dropIn(db, { ...by, zone: known.success ? known.data : 'UTC' })
        : (await classOf(event, to)).class.id;
    const started = await startLive(db, from, { ...by, classId });
    if (!started) error(404, 'There is no such exercise any more. Start from the page of a class.');
    if ('running' in started)
      return fail(409, {
        problem: 'A session has begun in this class meanwhile.',
        running: { classId, id: started.running }
      });
    redirect(303, resolve(`/desk/classes/${classId}/live/${started.id}/`));
  }
};
