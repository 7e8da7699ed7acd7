import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { classOf } from '$lib/server/access.ts';
import { reachedAt } from '$lib/server/address.ts';
import {
  archive,
  assignmentOf,
  copyAssignment,
  deleteDraft,
  type Changed,
  type Doing
} from '$lib/server/assignments.ts';
import { classesOf } from '$lib/server/classes.ts';
import { fieldsOf } from '$lib/server/forms.ts';
import { shownCode } from '$lib/server/ids.ts';
import { progressOf, shownSteps } from '$lib/server/shown-steps.ts';
import { rootOf } from '$lib/server/site.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ class: string; assignment: string }>;

export const load: PageServerLoad = async (event) => {
  const { db, instructor, class: here } = await classOf(event, event.params.class);
  const assignment = await assignmentOf(db, here.id, event.params.assignment);
  if (assignment.state === 'draft')
    redirect(
      303,
      resolve(`/desk/classes/${event.params.class}/assignments/${event.params.assignment}/edit/`)
    );
  const { id, title, words, state, settings, updatedAt } = assignment;
  const classes = await classesOf(db, instructor.id);
  return {
    assignment: { id, title, words, state, settings, updatedAt },
    ...(await shownSteps(db, assignment)),
    progress: await progressOf(db, here.id, id),
    reached: reachedAt(rootOf(event)),
    code: here.join_code === null ? null : shownCode(here.join_code),
    shut: here.door_shut_at !== null,
    classes: classes
      .filter(({ rehearsal, endedAt }) => !rehearsal && endedAt === null)
      .map(({ id, name }) => ({ id, name }))
  };
};

async function opened(event: Event) {
  const { db, instructor, class: here } = await classOf(event, event.params.class);
  const fields = await fieldsOf(event.request);
  const doing: Doing = { classId: here.id, by: instructor.id, now: Date.now() };
  return { db, fields, doing, id: event.params.assignment, seen: Number(fields.seen) };
}

const said = (changed: Changed) => {
  if ('assignment' in changed) return { done: true };
  return fail('conflict' in changed ? 409 : 400, {
    problem:
      'conflict' in changed
        ? 'It was changed since you opened this page. Here it is as it is now: look at it, then do it again.'
        : changed.problems.map(({ message }) => message).join(' ')
  });
};

const editing = (classId: string, assignment: string): never =>
  redirect(303, resolve(`/desk/classes/${classId}/assignments/${assignment}/edit/`));

export const actions: Actions = {
  archive: async (event) => {
    const { db, id, seen, doing } = await opened(event);
    return said(await archive(db, id, seen, doing));
  },

  unarchive: async (event) => {
    const { db, id, seen, doing } = await opened(event);
    return said(await archive(db, id, seen, doing, false));
  },

  copy: async (event) => {
    const { db, id, doing, fields } = await opened(event);
    const assignment = await assignmentOf(db, doing.classId, id);
    // Whoever copies teaches the other class as well.
    const { class: to } = await classOf(event, fields.to ?? '');
    return editing(to.id, await copyAssignment(db, assignment, { ...doing, classId: to.id }));
  },

  delete: async (event) => {
    const { db, id, seen, doing } = await opened(event);
    const changed = await deleteDraft(db, id, seen, doing);
    if (!('assignment' in changed)) return said(changed);
    redirect(303, resolve(`/desk/classes/${event.params.class}/`));
  }
};
