import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { WHOLE_CLASS } from '$lib/classroom/audience.ts';
import { LONGEST } from '$lib/classroom/draft.ts';
import { settingsToBeginWith, zoneOf } from '$lib/classroom/settings.ts';
import { classOf } from '$lib/server/access.ts';
import { formOf } from '$lib/server/forms.ts';
import { assignmentOf, createAssignment } from '$lib/server/assignments.ts';
import { copyAssignment, taughtAssignments } from '$lib/server/copying.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, instructor } = await classOf(event, event.params.class);
  return { earlier: await taughtAssignments(db, instructor.id) };
};

const editing = (event: RequestEvent<{ class: string }>, assignment: string): never =>
  redirect(303, resolve(`/desk/classes/${event.params.class}/assignments/${assignment}/edit/`));

export const actions: Actions = {
  begin: async (event) => {
    const { db, instructor } = await classOf(event, event.params.class);
    const form = await formOf(event.request);
    const title = text(form, 'title').trim();
    if (title.length > LONGEST.title)
      return fail(400, { title, problem: `Keep the title under ${LONGEST.title} characters.` });
    const settings = settingsToBeginWith(zoneOf(text(form, 'zone')));
    const draft = { title, words: '', steps: [], settings, audience: WHOLE_CLASS };
    const doing = { classId: event.params.class, by: instructor.id, now: Date.now() };
    return editing(event, await createAssignment(db, draft, doing));
  },

  copy: async (event) => {
    const { db, instructor } = await classOf(event, event.params.class);
    const [from = '', id = ''] = text(await formOf(event.request), 'of').split('/');
    if (!id) return fail(400, { problem: 'Choose which one to copy.' });
    // Whoever copies teaches the other class as well.
    await classOf(event, from);
    const doing = { classId: event.params.class, by: instructor.id, now: Date.now() };
    return editing(event, await copyAssignment(db, await assignmentOf(db, from, id), doing));
  }
};

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
