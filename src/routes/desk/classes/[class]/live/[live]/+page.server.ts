import { error, fail, redirect } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { TypedName } from '$lib/classroom/pseudonyms.ts';
import { reachedAt } from '$lib/server/address.ts';
import { fieldsOf } from '$lib/server/forms.ts';
import { shownCode } from '$lib/server/ids.ts';
import { tellRoster } from '$lib/server/live/here.ts';
import { notesOf } from '$lib/server/live/notes.ts';
import { listedSteps } from '$lib/server/live/shown.ts';
import { approve, learnerIn, reject, rename } from '$lib/server/roster.ts';
import { rootOf } from '$lib/server/site.ts';
import { opened } from './opened.server.ts';
import { presentStep } from './present.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The session with the step that everybody is at, key and all. What changes while it runs comes over the line. */
export const load: PageServerLoad = async (event) => {
  const { db, class: row, live, by } = await opened(event);
  if (live.state.endedAt !== null) redirect(303, resolve(`/desk/classes/${row.id}/live/${live.id}/report/`));
  return {
    live: { id: live.id, title: live.title },
    steps: await listedSteps(db, live),
    /** The steps on hard texts, with what is said of them before they come. */
    hard: (await notesOf(db, live)).map(({ part, contains }) => ({ part, contains })),
    step: await presentStep(db, live, 'desk', by.now),
    code: row.join_code === null ? null : shownCode(row.join_code),
    /** Whether only this computer can open the address on the wall. */
    alone: row.join_code !== null && reachedAt(rootOf(event)).alone
  };
};

/** The learner whom a form of the list names. */
async function withLearner(event: RequestEvent) {
  const { db, by } = await opened(event);
  const fields = await fieldsOf(event.request);
  const learner = await learnerIn(db, by.classId, fields.learner ?? '');
  return { db, by, fields, id: learner?.id ?? error(404, 'There is no such learner in this class.') };
}

export const actions: Actions = {
  approve: async (event) => {
    const { db, by, id } = await withLearner(event);
    await approve(db, id, by);
    await tellRoster(by.classId);
  },

  rename: async (event) => {
    const { db, by, fields, id } = await withLearner(event);
    const read = TypedName.safeParse(fields.name ?? '');
    const wrong = (problem: string) => fail(400, { learner: id, name: fields.name ?? '', problem });
    if (!read.success) return wrong(read.error.issues[0]?.message ?? 'Type a name.');
    if (await rename(db, id, read.data, by)) return wrong('This name is on the roster already.');
    await tellRoster(by.classId);
  },

  /** Another name is dealt: the learner stays. */
  deal: async (event) => {
    const { db, by, id } = await withLearner(event);
    await reject(db, id, by);
    await tellRoster(by.classId);
  }
};
