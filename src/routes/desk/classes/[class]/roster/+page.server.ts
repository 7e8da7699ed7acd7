import { error, fail } from '@sveltejs/kit';
import { TypedName } from '$lib/classroom/pseudonyms.ts';
import { classOf } from '$lib/server/access.ts';
import { eraseUnused, unusedIn } from '$lib/server/erasure.ts';
import { given, formOf } from '$lib/server/forms.ts';
import { tellRoster } from '$lib/server/live/here.ts';
import {
  addDealt,
  addTyped,
  approve,
  learnerIn,
  MOST_LEARNERS,
  reject,
  rosterOf
} from '$lib/server/roster.ts';
import { noteSeen } from '$lib/server/seen.ts';
import { z } from 'zod';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const FULL = `A class has at most ${MOST_LEARNERS} names.`;

export const load: PageServerLoad = async (event) => {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  const seen = {
    classId: row.id,
    actor: instructor.id,
    what: 'roster-seen',
    detail: '',
    at: Date.now()
  } as const;
  await noteSeen(db, seen);
  return {
    roster: await rosterOf(db, row.id),
    typedNames: row.typed_names === 1,
    unused: await unusedIn(db, row.id),
    erased: event.url.searchParams.has('erased')
  };
};

const Deal = z.object({
  count: z.coerce
    .number('Say how many: a number from 1 to 200.')
    .int('Say how many: a whole number.')
    .min(1, 'Say how many: at least 1.')
    .max(200, 'At most 200 at a time.')
});

/** Who changes the roster, and the learner whom the form names, where it names one. */
async function changing(event: RequestEvent) {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  return { db, by: { classId: row.id, by: instructor.id, now: Date.now() } };
}

async function withLearner(event: RequestEvent) {
  const { db, by } = await changing(event);
  const id = (await formOf(event.request)).get('learner');
  const learner = typeof id === 'string' ? await learnerIn(db, by.classId, id) : undefined;
  return { db, by, id: learner?.id ?? error(404, 'There is no such learner in this class.') };
}

export const actions: Actions = {
  deal: async (event) => {
    const { db, by } = await changing(event);
    const form = await given(event.request, Deal);
    if ('problems' in form)
      return fail(400, { count: form.typed.count ?? '', countProblem: form.problems.count });
    const dealt = await addDealt(db, form.data.count, by);
    if (dealt.length === 0) return fail(409, { count: String(form.data.count), countProblem: FULL });
    return { dealt: dealt.length };
  },

  add: async (event) => {
    const { db, by } = await changing(event);
    const form = await given(event.request, z.object({ name: TypedName }));
    if ('problems' in form)
      return fail(400, { name: form.typed.name ?? '', nameProblem: form.problems.name });
    const refused = await addTyped(db, form.data.name, by);
    if (refused)
      return fail(409, {
        name: form.data.name,
        nameProblem: refused === 'full' ? FULL : 'This name is on the roster already.'
      });
    return { dealt: 1 };
  },

  clear: async (event) => {
    const { db, by } = await changing(event);
    const form = await given(event.request, z.object({ which: z.enum(['free', 'idle']) }));
    if ('problems' in form) error(400, 'The form is not whole.');
    return { cleared: await eraseUnused(db, form.data.which, by) };
  },

  approve: async (event) => {
    const { db, by, id } = await withLearner(event);
    await approve(db, id, by);
    await tellRoster(by.classId);
  },

  reject: async (event) => {
    const { db, by, id } = await withLearner(event);
    await reject(db, id, by);
    await tellRoster(by.classId);
  }
};
