import { error, redirect } from '@sveltejs/kit';
import { reviewOf } from '$lib/server/review.ts';
import type { PageServerLoad } from './$types';
import { opened } from '../../opened.server.ts';

export const load: PageServerLoad = async (event) => {
  const { db, own, now, home } = await opened(event);
  const work = own.works.find(({ number }) => String(number) === event.params.number);
  if (!work) error(404, 'There is no such attempt.');
  if (work.handed_in_at === null) redirect(303, home);
  return {
    assignment: { id: own.assignment.id, title: own.title },
    zone: own.terms.settings.zone,
    work: {
      number: work.number,
      handedInAt: work.handed_in_at,
      late: work.late === 1,
      byTime: work.handed_in_by === 'time'
    },
    attempts: own.works.filter((each) => each.handed_in_at !== null).map(({ number }) => number),
    confidence: own.terms.settings.confidence,
    ...(await reviewOf(db, own, work, now))
  };
};
