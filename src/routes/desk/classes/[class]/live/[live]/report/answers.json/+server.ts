import { audit } from '$lib/server/audit.ts';
import { streamed } from '$lib/server/exports.ts';
import { liveJson } from '$lib/server/live/exports.ts';
import { opened } from '../../opened.server.ts';
import type { RequestHandler } from './$types';

/** Every answer of a live session as it was given, with what the key makes of its items. */
export const GET: RequestHandler = async (event) => {
  const { db, live, by } = await opened(event);
  await audit(db, {
    ...{ classId: by.classId, actor: by.by, what: 'exported', at: by.now },
    detail: `the answers of the live session “${live.title}”`
  });
  return new Response(streamed(liveJson(db, live, by.now)), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="live-answers.json"',
      'cache-control': 'no-store'
    }
  });
};
