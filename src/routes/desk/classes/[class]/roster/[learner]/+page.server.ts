import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { TypedName } from '$lib/classroom/pseudonyms.ts';
import { classOf } from '$lib/server/access.ts';
import { eraseLearner } from '$lib/server/erasure.ts';
import { given } from '$lib/server/forms.ts';
import { shownCode } from '$lib/server/ids.ts';
import { tellRoster } from '$lib/server/live/here.ts';
import { learnerIn, makeReentry, REENTRY_DAYS, rename } from '$lib/server/roster.ts';
import { z } from 'zod';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function asked(event: RequestEvent) {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  const learner = await learnerIn(db, row.id, event.params.learner);
  if (!learner) error(404, 'There is no such learner in this class.');
  return { db, learner, by: { classId: row.id, by: instructor.id, now: Date.now() } };
}

export const load: PageServerLoad = async (event) => {
  const { learner } = await asked(event);
  return {
    learner: { id: learner.id, name: learner.name, claimedAt: learner.claimed_at },
    days: REENTRY_DAYS
  };
};

export const actions: Actions = {
  rename: async (event) => {
    const { db, learner, by } = await asked(event);
    const form = await given(event.request, z.object({ name: TypedName }));
    if ('problems' in form)
      return fail(400, { name: form.typed.name ?? '', nameProblem: form.problems.name });
    if (await rename(db, learner.id, form.data.name, by))
      return fail(409, {
        name: form.data.name,
        nameProblem: 'Somebody in this class has this name already.'
      });
    await tellRoster(by.classId);
    return { renamed: true };
  },

  reentry: async (event) => {
    const { db, learner, by } = await asked(event);
    if (learner.claimed_at === null) error(409, 'Nobody has taken this name yet: it is chosen when joining.');
    return { code: shownCode(await makeReentry(db, learner.id, by)) };
  },

  erase: async (event) => {
    const { db, learner, by } = await asked(event);
    await eraseLearner(db, learner.id, by);
    await tellRoster(by.classId);
    redirect(303, `${resolve(`/desk/classes/${by.classId}/roster/`)}?erased`);
  }
};
