import { redirect, type RequestEvent } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { erasedOn } from '$lib/classroom/retention.ts';
import { dropLearner, learnerCookie, learnerOf } from '$lib/server/access.ts';
import { assignedTo, worksOf } from '$lib/server/assigned.ts';
import { backOf } from '$lib/server/back.ts';
import { shownCode } from '$lib/server/ids.ts';
import { runningIn } from '$lib/server/live/sessions.ts';
import { newRecovery } from '$lib/server/learners.ts';
import { tellWho } from '$lib/server/live/here.ts';
import { dropRecovery, keepRecovery, recoveryHere } from '$lib/server/recovery.ts';
import { retentionDays } from '$lib/server/retention.ts';
import { fullPath } from '$lib/server/site.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, learner, class: row } = await learnerOf(event, event.params.class);
  const recovery = recoveryHere(event, row.id);
  return {
    recovery: recovery === null ? null : shownCode(recovery),
    running: await runningIn(db, row.id),
    waits: learner.approved_at === null,
    erased: erasedOn(
      { endedAt: row.ended_at, announcedAt: row.erase_announced_at },
      retentionDays(process.env.RETENTION_DAYS)
    ),
    works: await worksOf(db, { classId: row.id, learnerId: learner.id }),
    assigned: await assignedTo(db, { classId: row.id, learnerId: learner.id }, Date.now())
  };
};

/** The page of the class that was asked for before the code was shown; else this one. */
function onward(event: RequestEvent, classId: string): string {
  const home = fullPath(event, resolve(`/class/${classId}/`));
  const next = backOf(event.url.searchParams.get('next'), home);
  return next.startsWith(home) ? next : home;
}

export const actions: Actions = {
  /** The recovery code is written down. */
  noted: async (event) => {
    const { class: row } = await learnerOf(event, event.params.class);
    dropRecovery(event, row.id);
    redirect(303, onward(event, row.id));
  },

  /** Another recovery code, in place of the one before. */
  recovery: async (event) => {
    const { db, learner, class: row } = await learnerOf(event, event.params.class);
    const token = event.cookies.get(learnerCookie(row.id)) ?? '';
    keepRecovery(
      event,
      row.id,
      await newRecovery(db, { classId: row.id, learnerId: learner.id, token }, Date.now())
    );
    await tellWho(row.id);
    redirect(303, resolve(`/class/${row.id}/`));
  },

  /** Not me. */
  leave: async (event) => {
    const { class: row } = await learnerOf(event, event.params.class);
    await dropLearner(event, row.id);
    await tellWho(row.id);
    dropRecovery(event, row.id);
    redirect(303, resolve('/join/'));
  }
};
