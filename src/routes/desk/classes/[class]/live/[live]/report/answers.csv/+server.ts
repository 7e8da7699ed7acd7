import { audit } from '$lib/server/audit.ts';
import { streamed } from '$lib/server/exports.ts';
import { liveCsv } from '$lib/server/live/exports.ts';
import { opened } from '../../opened.server.ts';
import type { RequestHandler } from './$types';

/** Every answer of a live session, an item a line. */
export const GET: RequestHandler = async (event) => {
  const { db, live, by } = await opened(event);
  await audit(db, {
    ...{ classId: by.classId, actor: by.by, what: 'exported', at: by.now },
    detail: `the answers of the live session “${live.title}”`
  });
  return new Response(streamed(liveCsv(db, live, event.url.searchParams.has('bom'))), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="live-answers.csv"',
      'cache-control': 'no-store'
    }
  });
};
