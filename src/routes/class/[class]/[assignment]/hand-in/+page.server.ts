import { redirect } from '@sveltejs/kit';
import { sparesIn } from '$lib/classroom/marks.ts';
import { isLate } from '$lib/classroom/phase.ts';
import { handIn } from '$lib/server/handing-in.ts';
import { stepsOf } from '$lib/server/steps.ts';
import type { Actions, PageServerLoad } from './$types';
import { working } from '../opened.server.ts';

export const load: PageServerLoad = async (event) => {
  const { db, own, work, now, ending, endsAt, limited } = await working(event);
  return {
    assignment: { id: own.assignment.id, title: own.title },
    work: {
      ...{ id: work.id, number: work.number },
      arrived: own.answers.flatMap((answer) => (answer.work_id === work.id ? [answer.delivery] : []))
    },
    ending,
    /** Whether exercises without an answer are left out of the mark; else they count 0. */
    spared: sparesIn(own.terms.settings, work.started_at),
    late: isLate(own.terms, now),
    feedback: own.terms.settings.feedback,
    time: { now, endsAt, limited, zone: own.terms.settings.zone },
    steps: await stepsOf(db, own, work)
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { db, whose, work, now, home } = await working(event);
    await handIn(db, whose, work.id, now);
    redirect(303, `${home}attempts/${work.number}/`);
  }
};
