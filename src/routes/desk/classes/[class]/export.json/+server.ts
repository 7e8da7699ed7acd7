import { classOf } from '$lib/server/access.ts';
import { audit } from '$lib/server/audit.ts';
import { exportClass } from '$lib/server/class-export.ts';
import { fileOf } from '$lib/server/files.ts';
import type { RequestHandler } from './$types';

/** Everything of the class. */
export const GET: RequestHandler = async (event) => {
  const { db, class: row, instructor } = await classOf(event, event.params.class);
  const now = Date.now();
  const everything = await exportClass(db, row.id, now);
  const detail = 'Saved everything of the class.';
  await audit(db, { classId: row.id, actor: instructor.id, what: 'exported', detail, at: now });
  return fileOf(everything, row.name, now);
};
