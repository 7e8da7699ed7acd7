import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { instructorOf } from '$lib/server/access.ts';
import { inMinutes } from '$lib/server/failures.ts';
import { formOf } from '$lib/server/forms.ts';
import { changePassword, endSession, sessionsOf, signOut, signOutEverywhere } from '$lib/server/sessions.ts';
import { NewPassword } from '$lib/server/sign-up.ts';
import { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';
import { browserOf } from './browser.ts';

export const load: PageServerLoad = async (event) => {
  instructorOf(event);
  const sessions = await sessionsOf(event);
  return {
    sessions: sessions.map(({ id, since, seen, userAgent, here }) => ({
      ...{ id, since, seen, here },
      browser: browserOf(userAgent)
    }))
  };
};

const Change = z.object({
  password: z.string().min(1, 'Type the password that you have now.').max(1000),
  next: NewPassword
});

export const actions: Actions = {
  password: async (event) => {
    const instructor = instructorOf(event);
    const given = Change.safeParse(Object.fromEntries(await formOf(event.request)));
    if (!given.success) {
      const { password, next } = z.flattenError(given.error).fieldErrors;
      return fail(400, { password: password?.[0] ?? '', next: next?.[0] ?? '' });
    }
    const outcome = await changePassword(event, instructor, given.data);
    if ('wait' in outcome) {
      const password = `Too many tries have failed. Wait ${inMinutes(outcome.wait)}, then try again.`;
      return fail(429, { password, next: '' });
    }
    if ('refused' in outcome)
      return fail(400, { password: 'This is not the password that you have now.', next: '' });
    return { changed: true };
  },

  end: async (event) => {
    const { id } = instructorOf(event);
    await endSession(id, String((await formOf(event.request)).get('session')));
  },

  everywhere: async (event) => {
    const { id } = instructorOf(event);
    await signOutEverywhere(id);
    await signOut(event);
    redirect(303, resolve('/desk/sign-in/'));
  }
};
