import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { extensionFrom, saidMore } from '$lib/classroom/more-time.ts';
import { isFor } from '$lib/classroom/audience.ts';
import { classOf } from '$lib/server/access.ts';
import { reachedAt } from '$lib/server/address.ts';
import { archive, assignmentOf, type Changed } from '$lib/server/assignments.ts';
import { copyAssignment } from '$lib/server/copying.ts';
import { classesOf } from '$lib/server/classes.ts';
import { extend, takeBackTime } from '$lib/server/extensions.ts';
import { fieldsOf } from '$lib/server/forms.ts';
import { doorOf, isOpen } from '$lib/server/join-codes.ts';
import { rehearse } from '$lib/server/rehearsal.ts';
import { learnerIn, rosterOf, type By } from '$lib/server/roster.ts';
import { extensionsOf, progressOf, shownSteps } from '$lib/server/assignment-view.ts';
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
  const { id, title, words, state, settings, audience, updatedAt } = assignment;
  const door = doorOf(here, Date.now());
  const classes = await classesOf(db, instructor.id);
  const roster = (await rosterOf(db, here.id)).filter((learner) => isFor(audience, learner.id));
  const learners = roster.map(({ id, name }) => ({ id, name }));
  const extensions = await extensionsOf(db, here.id, id);
  return {
    assignment: { id, title, words, state, settings, updatedAt },
    now: Date.now(),
    ...(await shownSteps(db, assignment)),
    progress: await progressOf(db, here.id, id),
    extensions: extensions.filter(({ learner }) => isFor(audience, learner)),
    chosen: audience.of === 'chosen',
    learners,
    reached: reachedAt(rootOf(event)),
    door,
    joinable: isOpen(door),
    classes: classes
      .filter(({ rehearsal, endedAt }) => !rehearsal && endedAt === null)
      .map(({ id, name }) => ({ id, name }))
  };
};

async function opened(event: Event) {
  const { db, instructor, class: here } = await classOf(event, event.params.class);
  const fields = await fieldsOf(event.request);
  const doing: By = { classId: here.id, by: instructor.id, now: Date.now() };
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

  extend: async (event) => {
    const { db, id, doing, fields } = await opened(event);
    const { settings, audience } = await assignmentOf(db, doing.classId, id);
    const typed = { learner: fields.learner ?? '', minutes: fields.minutes ?? '', until: fields.until ?? '' };
    const learner = await learnerIn(db, doing.classId, typed.learner);
    if (!learner) error(404, 'There is no such learner in this class.');
    const whose = { classId: doing.classId, assignmentId: id, learnerId: learner.id };
    if (fields.back !== undefined) {
      await takeBackTime(db, whose, doing.by, doing.now);
      return { extended: `${learner.name} has everybody’s time again.` };
    }
    if (!isFor(audience, learner.id))
      return fail(400, {
        typed,
        problems: [
          { path: 'learner', message: `It is not set to ${learner.name}: change first whom it is for.` }
        ]
      });
    const read = extensionFrom(typed, settings);
    if ('problems' in read) return fail(400, { typed, problems: read.problems });
    const done = await extend(db, whose, read.extension, doing.by, doing.now);
    return { extended: saidMore(done, learner.name) };
  },

  rehearse: async (event) => {
    const { db, id, doing } = await opened(event);
    const done = await rehearse(db, await assignmentOf(db, doing.classId, id), doing.by, doing.now);
    if ('problems' in done) return said(done);
    redirect(303, resolve(`/desk/classes/${done.classId}/assignments/${done.assignmentId}/results/`));
  }
};
