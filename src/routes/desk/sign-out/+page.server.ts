import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { signOut } from '$lib/server/sessions.ts';
import type { Actions, PageServerLoad } from './$types';

/** Signing out is something that is done, not a page to look at. */
export const load: PageServerLoad = () => redirect(303, resolve('/desk/sign-in/'));

export const actions: Actions = {
  default: async (event) => {
    await signOut(event);
    redirect(303, resolve('/desk/sign-in/'));
  }
};
