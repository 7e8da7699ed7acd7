import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { instructorOf } from '$lib/server/access.ts';
import { ClassName, createClass } from '$lib/server/classes.ts';
import { given } from '$lib/server/forms.ts';
import { store } from '$lib/server/store.ts';
import { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  instructorOf(event);
};

const NewClass = z.object({ name: ClassName });

export const actions: Actions = {
  default: async (event) => {
    const { id: by } = instructorOf(event);
    const form = await given(event.request, NewClass);
    if ('problems' in form)
      return fail(400, { name: form.typed.name ?? '', problem: form.problems.name ?? '' });
    const { db } = await store();
    const id = await createClass(db, { name: form.data.name, by, now: Date.now() });
    redirect(303, resolve(`/desk/classes/${id}/`));
  }
};
