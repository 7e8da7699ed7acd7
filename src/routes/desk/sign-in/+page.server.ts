import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { backOf } from '$lib/server/back.ts';
import { inMinutes } from '$lib/server/failures.ts';
import { formOf } from '$lib/server/forms.ts';
import { signIn } from '$lib/server/sessions.ts';
import { doorOf } from '$lib/server/sign-up.ts';
import { store } from '$lib/server/store.ts';
import { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';

const Given = z.object({
  name: z.string().trim().min(1).max(200),
  password: z.string().min(1).max(1000)
});

export const load: PageServerLoad = async ({ locals, url }) => {
  if (locals.instructor) redirect(303, backOf(url.searchParams.get('back'), resolve('/desk/')));
  const { db } = await store();
  return { door: await doorOf(db, process.env.SIGN_UP) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = Object.fromEntries(await formOf(event.request));
    const name = typeof form.name === 'string' ? form.name.slice(0, 200) : '';
    const given = Given.safeParse(form);
    if (!given.success) return fail(400, { name, problem: 'Type your user name and your password.' });
    const outcome = await signIn(event, given.data);
    if ('wait' in outcome)
      return fail(429, {
        name,
        problem: `Too many tries have failed. Wait ${inMinutes(outcome.wait)}, then try again.`
      });
    if ('refused' in outcome)
      return fail(400, {
        name,
        problem:
          outcome.refused === 'disabled'
            ? 'This account is shut. An administrator of this site can open it again.'
            : 'User name and password do not fit together. Check both: capitals matter in a password.'
      });
    redirect(303, backOf(event.url.searchParams.get('back'), resolve('/desk/')));
  }
};
