import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { classOf } from '$lib/server/access.ts';
import { assignmentOf, assignmentsOf } from '$lib/server/assignments.ts';
import { catalogue, skills } from '$lib/server/catalogue.ts';
import { fieldsOf, formOf } from '$lib/server/forms.ts';
import { runningIn } from '$lib/server/live/sessions.ts';
import { chosenOf } from '$lib/server/live/choosing.ts';
import { startLive, type LiveSource } from '$lib/server/live/starting.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ class: string }>;

export const load: PageServerLoad = async (event) => {
  const { db, class: row } = await classOf(event, event.params.class);
  const assignments = await assignmentsOf(db, row.id);
  return {
    catalogue: await catalogue(),
    skills,
    running: await runningIn(db, row.id),
    assignments: assignments
      .filter(({ parts }) => parts.some(({ exercise }) => exercise !== null))
      .map(({ id, title }) => ({ id, title: title || 'Without a title' }))
  };
};

/** A class in which a session can be started. */
async function opened(event: Event) {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  if (row.ended_at !== null) error(409, 'This class has ended. Open it again in its settings first.');
  return { db, by: { classId: row.id, by: instructor.id, now: Date.now() } };
}

type Opened = Awaited<ReturnType<typeof opened>>;

async function start({ db, by }: Opened, from: LiveSource | null) {
  const started = from && (await startLive(db, from, by));
  if (!started)
    return fail(400, {
      problem: 'Choose at least one exercise, or a lesson that has exercises.',
      running: null
    });
  if ('running' in started)
    return fail(409, { problem: '', running: await runningIn(db, by.classId, by.now) });
  redirect(303, resolve(`/desk/classes/${by.classId}/live/${started.id}/`));
}

export const actions: Actions = {
  begin: async (event) => {
    const here = await opened(event);
    const form = await formOf(event.request);
    // With scripts they come in the order in which they were chosen, without in that of the page.
    const named = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
    const chosen = named('of').length > 0 ? named('of') : named('pick');
    return start(here, chosenOf(await catalogue(), chosen));
  },

  assignment: async (event) => {
    const here = await opened(event);
    const { assignment = '' } = await fieldsOf(event.request);
    return start(here, { assignment: await assignmentOf(here.db, here.by.classId, assignment) });
  }
};
