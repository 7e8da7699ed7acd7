import { error } from '@sveltejs/kit';
import { classOf } from '$lib/server/access.ts';
import { workOver } from '$lib/server/learner-work.ts';
import { learnerIn } from '$lib/server/roster.ts';
import { noteSeen } from '$lib/server/seen.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  const learner = await learnerIn(db, row.id, event.params.learner);
  if (!learner) error(404, 'There is no such learner in this class.');
  const now = Date.now();
  await noteSeen(db, {
    ...{ classId: row.id, actor: instructor.id, about: learner.id, at: now },
    ...{ what: 'results-seen', detail: 'of one learner, over all assignments' }
  });
  return {
    learner: { id: learner.id, name: learner.name, claimedAt: learner.claimed_at },
    work: await workOver(db, { classId: row.id, learnerId: learner.id }, now)
  };
};
