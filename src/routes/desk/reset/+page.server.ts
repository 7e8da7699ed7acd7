import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { resetOf, resetPassword } from '$lib/server/account-admin.ts';
import { countFailure, forgive, inMinutes, LIMITS, networkOf } from '$lib/server/failures.ts';
import { formOf } from '$lib/server/forms.ts';
import { signIn } from '$lib/server/sessions.ts';
import { NewPassword } from '$lib/server/sign-up.ts';
import { store } from '$lib/server/store.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const tokenOf = ({ url }: RequestEvent) => url.searchParams.get('token')?.slice(0, 200) ?? '';

/** Looks the token up, and counts it where it opens nothing. */
async function whose(event: RequestEvent) {
  const { db } = await store();
  const now = Date.now();
  const address = networkOf(event.getClientAddress());
  const wait = await countFailure(db, LIMITS.oneTime, address, now);
  if (wait > 0) return { wait };
  const user = await resetOf(db, tokenOf(event), now);
  if (!user) return { user: null };
  await forgive(db, LIMITS.oneTime, address);
  return { user };
}

const tooMany = (wait: number) => `Too many links have failed. Wait ${inMinutes(wait)}, then try again.`;

export const load: PageServerLoad = async (event) => {
  const found = await whose(event);
  if ('wait' in found) return { name: null, problem: tooMany(found.wait) };
  const problem = 'This link has been used, or is too old. An administrator can make you another one.';
  return found.user ? { name: found.user.name, problem: null } : { name: null, problem };
};

export const actions: Actions = {
  default: async (event) => {
    const password = NewPassword.safeParse((await formOf(event.request)).get('password'));
    if (!password.success) return fail(400, { problem: password.error.issues[0]?.message ?? '' });
    const found = await whose(event);
    if ('wait' in found) return fail(429, { problem: tooMany(found.wait) });
    const { db } = await store();
    // Without the user the page says by itself what is wrong with the link.
    if (!found.user || !(await resetPassword(db, tokenOf(event), password.data)))
      return fail(400, { problem: '' });
    await signIn(event, { name: found.user.name, password: password.data });
    redirect(303, resolve('/desk/'));
  }
};
