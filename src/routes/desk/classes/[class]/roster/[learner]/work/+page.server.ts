import { error } from '@sveltejs/kit';
import { classOf } from '$lib/server/access.ts';
import { skills } from '$lib/server/catalogue.ts';
import { marksBySkill, workOver } from '$lib/server/learner-work.ts';
import { sessionsTaken } from '$lib/server/live/taken-part.ts';
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
    ...{ what: 'results-seen', detail: 'of one learner, over all assignments and live sessions' }
  });
  const whose = { classId: row.id, learnerId: learner.id };
  const work = await workOver(db, whose, now);
  const bySkill = marksBySkill(
    work,
    skills.map(({ id }) => id)
  );
  return {
    learner: { id: learner.id, name: learner.name, claimedAt: learner.claimed_at },
    work,
    skills: bySkill.map((one) => ({ ...one, name: skills.find(({ id }) => id === one.skill)!.name })),
    live: await sessionsTaken(db, { ...whose, since: learner.claimed_at ?? now }, now)
  };
};
