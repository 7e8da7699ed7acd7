import { fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { instructorOf } from '$lib/server/access.ts';
import { isLastAdministrator, listAccounts } from '$lib/server/account-admin.ts';
import { eraseAccount, leftBy } from '$lib/server/erasure.ts';
import { inMinutes } from '$lib/server/failures.ts';
import { formOf } from '$lib/server/forms.ts';
import { confirmPassword, signOut } from '$lib/server/sessions.ts';
import { store } from '$lib/server/store.ts';
import type { Actions, PageServerLoad } from './$types';

/** An administrator who goes leaves accounts to another one, or none at all. */
async function mayGo(id: string): Promise<boolean> {
  const { db } = await store();
  return !(await isLastAdministrator(db, id)) || (await listAccounts(db)).length === 1;
}

export const load: PageServerLoad = async (event) => {
  const { id } = instructorOf(event);
  const { db } = await store();
  const { erased, handedOver } = await leftBy(db, id);
  const names = new Map((await listAccounts(db)).map((account) => [account.id, account.name]));
  return {
    mayGo: await mayGo(id),
    erased,
    handedOver: handedOver.map(({ to, ...each }) => ({ ...each, to: names.get(to) ?? '' }))
  };
};

export const actions: Actions = {
  default: async (event) => {
    const instructor = instructorOf(event);
    const password = (await formOf(event.request)).get('password');
    if (typeof password !== 'string' || !password)
      return fail(400, { problem: 'Type your password: it shows that it is you who asks.' });
    if (!(await mayGo(instructor.id)))
      return fail(409, { problem: 'Make somebody else administrator first.' });
    const outcome = await confirmPassword(event, instructor, password);
    if ('wait' in outcome)
      return fail(429, {
        problem: `Too many tries have failed. Wait ${inMinutes(outcome.wait)}, then try again.`
      });
    if ('refused' in outcome) return fail(400, { problem: 'This is not your password. Nothing was erased.' });
    const { db } = await store();
    await eraseAccount(db, instructor.id, Date.now());
    await signOut(event);
    redirect(303, resolve('/'));
  }
};
