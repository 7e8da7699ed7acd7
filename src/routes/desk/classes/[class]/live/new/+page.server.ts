import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { edited } from '$lib/classroom/build.ts';
import { doubled } from '$lib/classroom/changes.ts';
import { stepsOf, type Step } from '$lib/classroom/draft.ts';
import { calledOf, dayOf } from '$lib/classroom/live/naming.ts';
import { zoneOf } from '$lib/classroom/settings.ts';
import { classOf } from '$lib/server/access.ts';
import { assignmentOf, assignmentsOf } from '$lib/server/assignments.ts';
import { catalogue, skills } from '$lib/server/catalogue.ts';
import { fieldsOf, formOf } from '$lib/server/forms.ts';
import { chosenOf, SessionName } from '$lib/server/live/choosing.ts';
import { runningIn } from '$lib/server/live/sessions.ts';
import { startLive, type LiveSource } from '$lib/server/live/starting.ts';
import type { Actions, PageServerLoad } from './$types';
import { wrongIn } from './wrong.ts';

type Event = RequestEvent<{ class: string }>;

/** What there is to choose from: a lesson without exercises has no steps. */
const offered = async () =>
  (await catalogue()).map((pack) => ({
    ...pack,
    lessons: pack.lessons.filter(({ exercises }) => exercises.length > 0)
  }));

/** The address has what is chosen and typed, `?of=exercise:pack/slug&title=…`, so that a reload takes nothing away. */
export const load: PageServerLoad = async (event) => {
  const { db, class: row } = await classOf(event, event.params.class);
  const assignments = await assignmentsOf(db, row.id);
  const shelf = await offered();
  const { searchParams } = event.url;
  return {
    catalogue: shelf,
    skills,
    steps: chosenOf(shelf, searchParams.getAll('of')),
    title: searchParams.get('title'),
    now: Date.now(),
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
  return { db, className: row.name, by: { classId: row.id, by: instructor.id, now: Date.now() } };
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** What was chosen and typed, to go on with, and what is wrong with it. */
interface Answer {
  steps: Step[];
  title: string | null;
  problem: string;
  titleProblem: string;
  running: Awaited<ReturnType<typeof runningIn>>;
}

const answer = (more: Partial<Answer>): Answer => ({
  ...{ steps: [], title: null, problem: '', titleProblem: '', running: null },
  ...more
});

async function start({ db, by }: Opened, from: LiveSource, typed: Partial<Answer> = {}) {
  const started = await startLive(db, from, by);
  if (!started)
    return fail(
      400,
      answer({ ...typed, problem: 'Choose at least one exercise, or a lesson that has exercises.' })
    );
  if ('running' in started)
    return fail(409, answer({ ...typed, running: await runningIn(db, by.classId, by.now) }));
  redirect(303, resolve(`/desk/classes/${by.classId}/live/${started.id}/`));
}

/** The form about what is chosen. */
async function read(event: Event) {
  const form = await formOf(event.request);
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const names = form.getAll('of').filter((value) => typeof value === 'string');
  return { steps: chosenOf(await offered(), names), title: text('title'), text };
}

export const actions: Actions = {
  begin: async (event) => {
    const here = await opened(event);
    const { steps, title, text } = await read(event);
    const named = SessionName.safeParse(title);
    if (!named.success)
      return fail(400, answer({ steps, title, titleProblem: named.error.issues[0]?.message ?? '' }));
    // The page says it of the steps that come back.
    if (wrongIn(await offered(), steps)) return fail(400, answer({ steps, title }));
    const day = dayOf(here.by.now, zoneOf(text('zone')));
    const called = named.data || calledOf(await catalogue(), steps, { className: here.className, day });
    return start(here, { title: called, steps }, { steps, title });
  },

  /** Changes the list of what is chosen, where no script does. */
  change: async (event) => {
    await opened(event);
    const { steps, title, text } = await read(event);
    return answer({ steps: edited(await offered(), steps, text('do')), title });
  },

  assignment: async (event) => {
    const here = await opened(event);
    const { assignment: id = '', zone = '' } = await fieldsOf(event.request);
    if (!id) return fail(400, answer({ problem: 'Choose an assignment first.' }));
    const assignment = await assignmentOf(here.db, here.by.classId, id);
    // What is published has nothing twice.
    const [twice] = assignment.state === 'draft' ? doubled(await offered(), stepsOf(assignment.parts)) : [];
    if (twice) return fail(400, answer({ problem: `In this assignment, ${twice.message}` }));
    const day = dayOf(here.by.now, zoneOf(zone));
    const title = assignment.title || calledOf([], [], { className: here.className, day });
    return start(here, { assignment, title });
  }
};
