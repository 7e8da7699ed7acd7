import { error } from '@sveltejs/kit';
import { classOf } from '$lib/server/access.ts';
import { audit } from '$lib/server/audit.ts';
import { exportClass, onlyOf } from '$lib/server/class-export.ts';
import { fileOf } from '$lib/server/files.ts';
import { learnerIn } from '$lib/server/roster.ts';
import type { RequestHandler } from './$types';

/** Everything of one learner. */
export const GET: RequestHandler = async (event) => {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  const learner = await learnerIn(db, row.id, event.params.learner);
  if (!learner) error(404, 'There is no such learner in this class.');
  const now = Date.now();
  const own = onlyOf(await exportClass(db, row.id, now), learner.id);
  const detail = 'Saved everything of a learner.';
  await audit(db, {
    classId: row.id,
    actor: instructor.id,
    what: 'exported',
    about: learner.id,
    detail,
    at: now
  });
  return fileOf(own, `${row.name} ${learner.name}`, now);
};
