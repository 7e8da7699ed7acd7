import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import type { Kysely } from 'kysely';
import { learnerOf } from '$lib/server/access.ts';
import type { Database } from '$lib/server/db/schema.ts';
import { fieldsOf } from '$lib/server/forms.ts';
import { shownCode } from '$lib/server/ids.ts';
import { here } from '$lib/server/live/here.ts';
import { takenInstead, notesOf } from '$lib/server/live/notes.ts';
import { isSeated } from '$lib/server/live/seats.ts';
import { liveOf, type Live } from '$lib/server/live/sessions.ts';
import { standInLive } from '$lib/server/live/works.ts';
import { dropRecovery, recoveryHere } from '$lib/server/recovery.ts';
import type { Actions, PageServerLoad } from './$types';
import { firstView, stepOf } from './step.server.ts';
import type { Before } from './before.ts';

type Event = RequestEvent<{ class: string; live: string }>;

/** The session, for a learner of its class. */
async function opened(event: Event) {
  const { db, learner, class: row } = await learnerOf(event, event.params.class);
  const live = await liveOf(db, row.id, event.params.live);
  if (!live) error(404, 'There is no such session in this class.');
  return { db, learner, live, now: Date.now() };
}

export const load: PageServerLoad = async (event) => {
  const { db, learner, live, now } = await opened(event);
  const recovery = recoveryHere(event, live.classId);
  const chosen = event.url.searchParams.get('step');
  const isOut = live.state.out.includes(learner.id);
  const isShut = live.state.shut && live.state.endedAt === null && !(await isSeated(db, live.id, learner.id));
  return {
    live: { id: live.id, title: live.title },
    view: firstView(live, learner.id, now),
    chosen,
    refused: isOut ? 'out' : isShut ? 'shut' : null,
    before: await beforeOf(db, live, learner.id),
    recovery: recovery === null ? null : shownCode(recovery),
    step: await stepOf(db, live, learner.id, chosen, now)
  };
};

/** What is said of hard texts before they come, with what the learner has chosen. A page has it from the start: it may lose the line when a step comes. */
async function beforeOf(db: Kysely<Database>, live: Live, learner: string): Promise<Before[]> {
  const [notes, chosen] = await Promise.all([notesOf(db, live), takenInstead(db, live, learner)]);
  return notes.map(({ part, contains, texts, own, instead }) => {
    const isInstead = chosen.includes(part);
    const [is, other] = isInstead ? [instead, own] : [own, instead];
    return { part, contains, texts, as: isInstead ? 'instead' : 'own', chosen: is, other };
  });
}

async function take(event: Event, instead: boolean): Promise<never> {
  const { db, learner, live, now } = await opened(event);
  const { part = '' } = await fieldsOf(event.request);
  const { bus } = await here();
  await standInLive(db, bus, live, { learner: learner.id, part, instead }, now);
  return back(event);
}

/** To the page as it was. */
function back({ url, params }: Event): never {
  const chosen = url.searchParams.get('step');
  const home = resolve(`/class/${params.class}/live/${params.live}/`);
  redirect(303, chosen ? `${home}?step=${encodeURIComponent(chosen)}` : home);
}

export const actions: Actions = {
  /** Rather not these texts. */
  instead: (event) => take(event, true),
  back: (event) => take(event, false),

  /** The recovery code is written down. */
  noted: async (event) => {
    const { live } = await opened(event);
    dropRecovery(event, live.classId);
    return back(event);
  }
};
