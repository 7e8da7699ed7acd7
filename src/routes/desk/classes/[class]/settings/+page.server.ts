import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { erasedOn } from '$lib/classroom/retention.ts';
import { classOf } from '$lib/server/access.ts';
import { reachedAt } from '$lib/server/address.ts';
import { atWork, changeClass, ClassName, renameClass, type Change } from '$lib/server/classes.ts';
import { eraseClass } from '$lib/server/erasure.ts';
import { given, formOf } from '$lib/server/forms.ts';
import { INVITATION_DAYS, openInvitations } from '$lib/server/invitations.ts';
import { doorOf } from '$lib/server/join-codes.ts';
import { tellingEnd, tellWho } from '$lib/server/live/here.ts';
import { retentionDays } from '$lib/server/retention.ts';
import { handOver, inviteTeacher, removeTeacher, teachersOf, uninviteTeacher } from '$lib/server/teachers.ts';
import { rootOf } from '$lib/server/site.ts';
import { z } from 'zod';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  const days = retentionDays(process.env.RETENTION_DAYS);
  return {
    you: instructor.id,
    door: doorOf(row, Date.now()),
    typedNames: row.typed_names === 1,
    teachers: await teachersOf(db, row.id),
    invitations: await openInvitations(db, { classId: row.id, now: Date.now() }),
    invitationDays: INVITATION_DAYS,
    atWork: await atWork(db, row.id),
    endedAt: row.ended_at,
    days,
    erased: erasedOn({ endedAt: row.ended_at, announcedAt: row.erase_announced_at }, days)
  };
};

async function changing(event: RequestEvent) {
  const { db, class: row, role, instructor } = await classOf(event, event.params.class);
  return { db, class: row, role, by: { classId: row.id, by: instructor.id, now: Date.now() } };
}

/** Of some things the owner alone decides. */
async function owning(event: RequestEvent) {
  const found = await changing(event);
  if (found.role !== 'owner') error(403, 'Only the owner of the class can do this.');
  return found;
}

const change = (what: Change) => async (event: RequestEvent) => {
  const { db, by } = await changing(event);
  await changeClass(db, what, by);
};

const owner = (what: Change) => async (event: RequestEvent) => {
  const { db, by } = await owning(event);
  await changeClass(db, what, by);
};

const fieldOf = async (event: RequestEvent, name: string): Promise<string> => {
  const value = (await formOf(event.request)).get(name);
  return typeof value === 'string' ? value : '';
};

const NO_TEACHER = 'There is no such co-teacher in this class.';

export const actions: Actions = {
  rename: async (event) => {
    const { db, by } = await changing(event);
    const form = await given(event.request, z.object({ name: ClassName }));
    if ('problems' in form)
      return fail(400, { name: form.typed.name ?? '', nameProblem: form.problems.name });
    await renameClass(db, form.data.name, by);
    return { renamed: true };
  },

  typed: change('typed'),
  dealt: change('dealt'),

  code: async (event) => {
    const { db, class: row, by } = await changing(event);
    if (row.join_code === null) error(409, 'Nobody joins this class.');
    await changeClass(db, 'code', by);
  },

  invite: async (event) => {
    const { db, by } = await owning(event);
    const code = await inviteTeacher(db, by);
    const { address } = reachedAt(rootOf(event));
    return { invitation: `${address}/desk/invitation/?code=${code}` };
  },

  uninvite: async (event) => {
    const { db, by } = await owning(event);
    await uninviteTeacher(db, await fieldOf(event, 'invitation'), by);
  },

  remove: async (event) => {
    const { db, by } = await owning(event);
    if (!(await removeTeacher(db, await fieldOf(event, 'teacher'), by))) error(404, NO_TEACHER);
    await tellWho(by.classId);
  },

  hand: async (event) => {
    const { db, by } = await owning(event);
    if (!(await handOver(db, await fieldOf(event, 'teacher'), by))) error(404, NO_TEACHER);
  },

  leave: async (event) => {
    const { db, role, by } = await changing(event);
    if (role === 'owner') error(409, 'Hand the class over first: somebody has to own it.');
    await removeTeacher(db, by.by, by);
    await tellWho(by.classId);
    redirect(303, resolve('/desk/'));
  },

  end: async (event) => {
    const { db, by } = await owning(event);
    await tellingEnd(by.classId, () => changeClass(db, 'ended', by));
  },

  reopen: owner('reopened'),

  erase: async (event) => {
    const { db, class: row } = await owning(event);
    const typed = ClassName.safeParse(await fieldOf(event, 'confirm'));
    if (!typed.success || typed.data !== row.name)
      return fail(400, { confirmProblem: `Type the name as it stands: ${row.name}` });
    await tellingEnd(row.id, () => eraseClass(db, row.id));
    redirect(303, `${resolve('/desk/')}?erased`);
  }
};
