import { audit } from '$lib/server/audit.ts';
import { answersCsv, streamed } from '$lib/server/exports.ts';
import { opened } from '../../opened.server.ts';
import type { RequestHandler } from './$types';

/** Every answer of an assignment, an item a line. */
export const GET: RequestHandler = async (event) => {
  const { db, assignment, instructor, now } = await opened(event);
  await audit(db, {
    ...{ classId: assignment.classId, actor: instructor.id, what: 'exported', at: now },
    detail: `all answers to “${assignment.title}”`
  });
  return new Response(streamed(answersCsv(db, assignment, { bom: event.url.searchParams.has('bom'), now })), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="answers.csv"',
      'cache-control': 'no-store'
    }
  });
};
