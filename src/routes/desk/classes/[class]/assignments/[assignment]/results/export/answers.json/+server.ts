import { audit } from '$lib/server/audit.ts';
import { answersJson, streamed } from '$lib/server/exports.ts';
import { opened } from '../../opened.server.ts';
import type { RequestHandler } from './$types';

/** Every answer of an assignment as it was given, with what became of its items. */
export const GET: RequestHandler = async (event) => {
  const { db, assignment, instructor, now } = await opened(event);
  await audit(db, {
    ...{ classId: assignment.classId, actor: instructor.id, what: 'exported', at: now },
    detail: `all answers to “${assignment.title}”`
  });
  return new Response(streamed(answersJson(db, assignment, now)), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="answers.json"',
      'cache-control': 'no-store'
    }
  });
};
