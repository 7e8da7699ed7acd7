import { isHttpError } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { MOST_BYTES, Save } from '../classroom/saving.ts';
import { learnerCookie } from './access.ts';
import { bodyOf } from './body.ts';
import { replyTo, statusOf, type Sending } from './reply.ts';
import { saveAssigned, saveInLive } from './saves.ts';

/**
 * Saves are what a server is asked most by far, thirty at once and for a whole lesson, and nearly half of what one costs
 * is what SvelteKit does around every request. So the server handles them as Node hands them over (`scripts/start.js`),
 * and replies as the endpoints of the same addresses do (`save/+server.ts`), which handle all else that is sent there, and
 * everything in development.
 */

const ROOT = resolve('/');

const SAVES = [
  { path: /^class\/([\w-]+)\/([\w-]+)\/save$/, act: saveAssigned },
  { path: /^class\/([\w-]+)\/live\/([\w-]+)\/save$/, act: saveInLive }
];

type Act = (sender: Sending, within: string, save: Save) => ReturnType<typeof saveAssigned>;

/**
 * Handles a request where it is a save.
 * @returns whether it does; where not, nothing of the request was read
 */
export function handlesSave(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url = '', headers } = request;
  // What a form could send from another site goes on to the app, which looks where it comes from.
  if (method !== 'POST' || headers['content-type'] !== 'application/json' || !url.startsWith(ROOT))
    return false;
  for (const { path, act } of SAVES) {
    const [, classId, within] = path.exec(url.slice(ROOT.length)) ?? [];
    if (classId === undefined || within === undefined) continue;
    handle(request, response, { classId, within, act }).catch((error: unknown) => fail(response, error));
    return true;
  }
  return false;
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { classId, within, act }: { classId: string; within: string; act: Act }
): Promise<void> {
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  const text = await bodyOf(chunks, request.headers['content-length'], MOST_BYTES);
  // What was not read to its end is not waited for.
  if (!request.complete) response.setHeader('connection', 'close');
  const posted = { text, token: tokenOf(request, classId), classId };
  const reply = await replyTo(posted, Save, (sender, save) => act(sender, within, save));
  send(response, statusOf(reply), reply);
}

/** The learner's cookie of the class: letters and digits, which nothing escapes (`newToken`). */
function tokenOf({ headers }: IncomingMessage, classId: string): string | undefined {
  const name = `${learnerCookie(classId)}=`;
  return headers.cookie
    ?.split(/; */)
    .find((each) => each.startsWith(name))
    ?.slice(name.length);
}

function send(response: ServerResponse, status: number, said: object): void {
  const body = Buffer.from(JSON.stringify(said));
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': body.byteLength,
      'cache-control': 'no-store'
    })
    .end(body);
}

/** Trouble with the database is said in its own words; a mistake of the program is for the log. */
function fail(response: ServerResponse, error: unknown): void {
  // The line broke, or an answer is under way: nobody would hear another.
  if (response.destroyed || response.headersSent) return void response.destroy();
  if (isHttpError(error)) return send(response, error.status, error.body);
  console.error(error);
  send(response, 500, { message: 'Internal Error' });
}
