import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { draftFrom, edited, keptOnceBegun, readForm, typedOf, type Typed } from '$lib/classroom/build.ts';
import { passed } from '$lib/classroom/changes.ts';
import { zones } from '$lib/classroom/zoned.ts';
import { classOf } from '$lib/server/access.ts';
import {
  assignmentOf,
  deleteDraft,
  draftOf,
  publish,
  updateAssignment,
  type Changed
} from '$lib/server/assignments.ts';
import { begunBy } from '$lib/server/audiences.ts';
import { catalogue, skills } from '$lib/server/catalogue.ts';
import { formOf } from '$lib/server/forms.ts';
import { doorOf, isOpen } from '$lib/server/join-codes.ts';
import { rehearse } from '$lib/server/rehearsal.ts';
import { rosterOf } from '$lib/server/roster.ts';
import type { Actions, PageServerLoad } from './$types';

type Event = RequestEvent<{ class: string; assignment: string }>;

const overview = ({ params }: Event) =>
  resolve(`/desk/classes/${params.class}/assignments/${params.assignment}/`);

export const load: PageServerLoad = async (event) => {
  const { db, class: here } = await classOf(event, event.params.class);
  const assignment = await assignmentOf(db, here.id, event.params.assignment);
  if (assignment.state === 'archived') redirect(303, overview(event));
  const { id, state, updatedAt } = assignment;
  const begun = await begunBy(db, id);
  const roster = await rosterOf(db, here.id);
  return {
    assignment: { id, state, updatedAt },
    typed: typedOf(draftOf(assignment)),
    begun: begun.length > 0,
    /** Who can be chosen: a name that nobody has taken is nobody. */
    learners: roster
      .filter(({ claimed_at }) => claimed_at !== null)
      .map(({ id, name }) => ({ id, name, begun: begun.includes(id) })),
    joinable: isOpen(doorOf(here, Date.now())),
    catalogue: await catalogue(),
    skills,
    zones: zones()
  };
};

/** What a form sent, and the assignment that it is of. */
async function opened(event: Event) {
  const { db, instructor, class: here } = await classOf(event, event.params.class);
  const stored = await assignmentOf(db, here.id, event.params.assignment);
  const form = await formOf(event.request);
  const offered = await catalogue();
  const read = readForm(offered, form);
  const begun = (await begunBy(db, stored.id)).length > 0;
  return {
    ...{ db, form, offered, stored },
    typed: begun ? keptOnceBegun(typedOf(draftOf(stored)), read) : read,
    seen: Number(form.get('seen')),
    reopen: form.has('reopen'),
    doing: { classId: here.id, by: instructor.id, now: Date.now() }
  };
}
type Opened = Awaited<ReturnType<typeof opened>>;

/** Saves what was typed. @returns the assignment with what is said of its times, or the answer to a form that is not saved */
async function save({ db, typed, seen, reopen, stored, doing }: Opened) {
  const read = draftFrom(typed);
  if ('problems' in read) return { answer: fail(400, { typed, seen, problems: read.problems }) };
  const changed = await updateAssignment(db, stored.id, read.draft, seen, doing, reopen);
  const said = passed(read.draft.settings, doing.now);
  return 'assignment' in changed
    ? { assignment: changed.assignment, notes: [...said.problems, ...said.notes, ...read.notes] }
    : { answer: refused({ typed, seen }, changed) };
}

function refused(
  form: { typed: Typed; seen: number; savedAt?: number },
  changed: Exclude<Changed, { assignment: unknown }>
) {
  if ('problems' in changed) return fail(400, { ...form, problems: changed.problems });
  // Whoever is told and saves once more means it.
  return fail(409, { ...form, seen: changed.conflict.updatedAt, problems: [], conflict: true });
}

/** A page with scripts takes what was saved, and goes on by itself. */
function goOn<Saved extends object>({ form }: Opened, saved: Saved, to: string): Saved & { to: string } {
  if (!form.has('stay')) redirect(303, to);
  return { ...saved, to };
}

export const actions: Actions = {
  save: async (event) => {
    const form = await opened(event);
    const { typed, stored, doing } = form;
    const outcome = await save(form);
    if ('answer' in outcome) return outcome.answer;
    const { updatedAt } = outcome.assignment;
    const saved = { typed, seen: updatedAt, problems: [], notes: outcome.notes, savedAt: doing.now };
    return stored.state === 'draft' ? saved : goOn(form, saved, overview(event));
  },

  /** Changes the list of steps; a draft is saved with it. */
  change: async (event) => {
    const form = await opened(event);
    const { offered, stored, doing } = form;
    const edit = form.form.get('do');
    const typed = {
      ...form.typed,
      steps: edited(offered, form.typed.steps, typeof edit === 'string' ? edit : '')
    };
    if (stored.state !== 'draft') return { typed, seen: form.seen, problems: [] };
    const outcome = await save({ ...form, typed });
    if ('answer' in outcome) return outcome.answer;
    const { updatedAt } = outcome.assignment;
    return { typed, seen: updatedAt, problems: [], notes: outcome.notes, savedAt: doing.now };
  },

  publish: async (event) => {
    const form = await opened(event);
    const outcome = await save(form);
    if ('answer' in outcome) return outcome.answer;
    const { id, updatedAt } = outcome.assignment;
    const saved = { typed: form.typed, seen: updatedAt, problems: [], savedAt: form.doing.now };
    const changed = await publish(form.db, id, updatedAt, form.doing);
    if (!('assignment' in changed)) return refused(saved, changed);
    return goOn(form, { ...saved, seen: changed.assignment.updatedAt }, overview(event));
  },

  /** Has made-up learners do it, and shows their results. */
  rehearse: async (event) => {
    const form = await opened(event);
    const outcome = await save(form);
    if ('answer' in outcome) return outcome.answer;
    const { db, typed, doing } = form;
    const saved = { typed, seen: outcome.assignment.updatedAt, problems: [], savedAt: doing.now };
    const done = await rehearse(db, outcome.assignment, doing.by, doing.now);
    if ('problems' in done) return refused(saved, done);
    return goOn(
      form,
      saved,
      resolve(`/desk/classes/${done.classId}/assignments/${done.assignmentId}/results/`)
    );
  },

  /** Deletes a draft, whatever is typed. */
  delete: async (event) => {
    const form = await opened(event);
    const { db, stored, typed, seen, doing } = form;
    const changed = await deleteDraft(db, stored.id, seen, doing);
    if (!('assignment' in changed)) return refused({ typed, seen }, changed);
    return goOn(
      form,
      { typed, seen, problems: [], savedAt: doing.now },
      resolve(`/desk/classes/${doing.classId}/`)
    );
  }
};
