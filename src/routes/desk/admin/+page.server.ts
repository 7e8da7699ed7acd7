import { error, fail } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { administratorOf } from '$lib/server/access.ts';
import {
  accountOf,
  demote,
  listAccounts,
  makeResetToken,
  promote,
  reopen,
  shut
} from '$lib/server/account-admin.ts';
import { formOf } from '$lib/server/forms.ts';
import { shownCode } from '$lib/server/ids.ts';
import { invite, openInvitations, uninvite } from '$lib/server/invitations.ts';
import { signUpMode } from '$lib/server/sign-up.ts';
import { store } from '$lib/server/store.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id } = administratorOf(event);
  const { db } = await store();
  return {
    mode: signUpMode(process.env.SIGN_UP),
    accounts: (await listAccounts(db)).map((account) => ({ ...account, you: account.id === id })),
    invitations: await openInvitations(db, { classId: null, now: Date.now() })
  };
};

/** The account that a form is about. */
async function asked(event: RequestEvent) {
  administratorOf(event);
  const { db } = await store();
  const account = await accountOf(db, String((await formOf(event.request)).get('account')));
  return account ? { db, account } : error(404, 'There is no such account any more.');
}

/** The address of a page of this site, to be handed on. */
const linkTo = (event: RequestEvent, path: string, secret: Record<string, string>) =>
  `${new URL(path, event.url).href}?${new URLSearchParams(secret).toString()}`;

const LAST = 'This is the only administrator. Make somebody else administrator first.';

export const actions: Actions = {
  invite: async (event) => {
    const { id } = administratorOf(event);
    const { db } = await store();
    const code = await invite(db, { classId: null, by: id, now: Date.now() });
    return {
      invitation: { code: shownCode(code), link: linkTo(event, resolve('/desk/sign-up/'), { code }) }
    };
  },

  uninvite: async (event) => {
    administratorOf(event);
    const { db } = await store();
    const id = String((await formOf(event.request)).get('invitation'));
    await uninvite(db, { classId: null, id });
  },

  reset: async (event) => {
    const { db, account } = await asked(event);
    const token = await makeResetToken(db, account.id, Date.now());
    return { reset: { name: account.name, link: linkTo(event, resolve('/desk/reset/'), { token }) } };
  },

  shut: async (event) => {
    const { db, account } = await asked(event);
    if (!(await shut(db, account.id))) return fail(409, { problem: LAST });
  },

  reopen: async (event) => {
    const { db, account } = await asked(event);
    await reopen(db, account.id);
  },

  promote: async (event) => {
    const { db, account } = await asked(event);
    await promote(db, account.id);
  },

  demote: async (event) => {
    const { db, account } = await asked(event);
    if (!(await demote(db, account.id))) return fail(409, { problem: LAST });
  }
};
