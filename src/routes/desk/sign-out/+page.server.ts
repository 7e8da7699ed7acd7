import { redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { signOut } from '$lib/server/sessions.ts';
import type { Actions, PageServerLoad } from './$types';

/** Signing out is something that is done, not a page to look at. */
export const load: PageServerLoad = () => redirect(303, resolve('/desk/sign-in/'));

export const actions: Actions = {
  default: async (event) => {
    await signOut(event);
    // In full: the button stands on every page of the desk, and a relative address would lead on from there.
    redirect(303, new URL(resolve('/desk/sign-in/'), event.url).pathname);
  }
};
