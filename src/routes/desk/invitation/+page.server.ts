import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { instructorOf } from '$lib/server/access.ts';
import { askCode } from '$lib/server/codes.ts';
import { inMinutes } from '$lib/server/failures.ts';
import { store } from '$lib/server/store.ts';
import { acceptInvitation, invitationTo } from '$lib/server/teachers.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The invitation in the address; what is wrong counts as any wrong code does. */
async function asked<T>(event: RequestEvent, look: (code: string) => Promise<T | null>): Promise<T | null> {
  const { db } = await store();
  const code = event.url.searchParams.get('code') ?? '';
  const from = { address: event.getClientAddress(), now: Date.now() };
  const outcome = await askCode(db, from, () => look(code));
  if ('wait' in outcome)
    error(429, `Too many codes were wrong. Wait ${inMinutes(outcome.wait)}, then try again.`);
  return 'found' in outcome ? outcome.found : null;
}

export const load: PageServerLoad = async (event) => {
  instructorOf(event);
  const { db } = await store();
  const to = await asked(event, (code) => invitationTo(db, code, Date.now()));
  return { to: to && { className: to.className, from: to.from } };
};

export const actions: Actions = {
  default: async (event) => {
    const { id } = instructorOf(event);
    const { db } = await store();
    const classId = await asked(event, (code) => acceptInvitation(db, code, id, Date.now()));
    if (classId === null) return fail(400, { gone: true });
    redirect(303, resolve(`/desk/classes/${classId}/`));
  }
};
