import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { tallyOf } from '$lib/classroom/said.ts';
import { classOf } from '$lib/server/access.ts';
import {
  archive,
  assignmentOf,
  copyAssignment,
  deleteDraft,
  draftOf,
  progressOf,
  type Changed
} from '$lib/server/assignments.ts';
import { catalogue } from '$lib/server/catalogue.ts';
import { classesOf } from '$lib/server/classes.ts';
import { shownCode } from '$lib/server/ids.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ class: string; assignment: string }>;

export const load: PageServerLoad = async (event) => {
  const { db, instructor, class: here } = await classOf(event, event.params.class);
  const assignment = await assignmentOf(db, here.id, event.params.assignment);
  if (assignment.state === 'draft')
    redirect(303, resolve('/desk/classes/[class]/assignments/[assignment]/edit/', event.params));
  const offered = await catalogue();
  const draft = draftOf(assignment);
  const { id, title, words, state, settings, updatedAt } = assignment;
  return {
    class: {
      id: here.id,
      name: here.name,
      rehearsal: here.rehearsal === 1,
      code: here.join_code === null || here.door_shut_at !== null ? null : shownCode(here.join_code)
    },
    assignment: { id, title, words, state, settings, updatedAt },
    link: event.url.origin + resolve('/class/[class]/[assignment]/', event.params),
    joinAt: event.url.origin + resolve('/join/'),
    steps: draft.steps,
    tally: tallyOf(offered, draft.steps),
    titles: titlesOf(offered),
    progress: await progressOf(db, here.id, id),
    classes: (await classesOf(db, instructor.id))
      .filter(({ rehearsal, endedAt }) => !rehearsal && endedAt === null)
      .map(({ id, name }) => ({ id, name }))
  };
};
