import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { backOf } from '$lib/server/back.ts';
import { inMinutes } from '$lib/server/failures.ts';
import { formOf } from '$lib/server/forms.ts';
import { signIn } from '$lib/server/sessions.ts';
import { doorOf, NewAccount, openAccountAt, signUpsPerHour, type Refusal } from '$lib/server/sign-up.ts';
import { store } from '$lib/server/store.ts';
import { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
  if (locals.instructor) redirect(303, backOf(url.searchParams.get('back'), resolve('/desk/')));
  const { db } = await store();
  return {
    door: await doorOf(db, process.env.SIGN_UP),
    code: url.searchParams.get('code')?.slice(0, 200) ?? ''
  };
};

const PROBLEMS: Record<Refusal, Record<string, string>> = {
  taken: { name: 'Somebody here has this user name. Choose another one.' },
  code: { code: 'This code opens no account: it may be mistyped, used already, or too old.' },
  closed: { form: 'No accounts are opened here.' }
};

export const actions: Actions = {
  default: async (event) => {
    const given = Object.fromEntries(await formOf(event.request));
    const typed = (name: string) => {
      const value = given[name];
      return typeof value === 'string' ? value.slice(0, 200) : '';
    };
    const again = (status: number, problems: Record<string, string>) =>
      fail(status, { name: typed('name'), code: typed('code'), problems });

    const parsed = NewAccount.safeParse(given);
    if (!parsed.success) {
      const { fieldErrors } = z.flattenError(parsed.error);
      return again(
        400,
        Object.fromEntries(Object.entries(fieldErrors).map(([field, [first]]) => [field, first ?? '']))
      );
    }
    const { db } = await store();
    const door = await doorOf(db, process.env.SIGN_UP);
    const outcome = await openAccountAt(db, door, parsed.data, {
      address: event.getClientAddress(),
      perHour: signUpsPerHour(process.env.SIGN_UP_PER_HOUR),
      now: Date.now()
    });
    if ('wait' in outcome) {
      const why =
        door === 'open' ? 'Many accounts were opened from your network.' : 'Too many codes have failed.';
      return again(429, { form: `${why} Wait ${inMinutes(outcome.wait)}, then try again.` });
    }
    if ('refused' in outcome)
      return again(outcome.refused === 'closed' ? 403 : 400, PROBLEMS[outcome.refused]);
    await signIn(event, parsed.data);
    redirect(303, backOf(event.url.searchParams.get('back'), resolve('/desk/')));
  }
};
