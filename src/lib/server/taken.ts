import { isHttpError } from '@sveltejs/kit';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { MOST_BYTES, Save } from '../classroom/saving.ts';
import { learnerCookie } from './access.ts';
import { saidTo, statusOf } from './said.ts';
import { saveAssigned, saveInLive } from './saves.ts';

/**
 * Saves are what a server is asked most by far, thirty at once and for a whole lesson, and more than a third of what one
 * costs is what SvelteKit does around every request. So the server takes them as Node hands them over
 * (`scripts/start.js`), and says what the endpoints of the same addresses say (`save/+server.ts`), which answer all else
 * that is sent there, and everything in development.
 */

const SAVES = [
  { path: /^\/class\/([\w-]+)\/([\w-]+)\/save$/, act: saveAssigned },
  { path: /^\/class\/([\w-]+)\/live\/([\w-]+)\/save$/, act: saveInLive }
];

/**
 * Takes a request where it is a save, and answers it.
 * @returns whether it did; where not, nothing of the request was read
 */
export function takesSave(request: IncomingMessage, response: ServerResponse): boolean {
  // What a form could send from another site goes on to the app, which looks where it comes from.
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') return false;
  for (const { path, act } of SAVES) {
    const [, classId, within] = path.exec(request.url ?? '') ?? [];
    if (classId === undefined || within === undefined) continue;
    readAll(request, (text) => {
      const posted = { text, token: tokenOf(request, classId), classId };
      saidTo(posted, Save, (sender, save) => act(sender, within, save)).then(
        (said) => answer(response, statusOf(said), said),
        (error: unknown) => fail(response, error)
      );
    });
    return true;
  }
  return false;
}

const utf8 = new TextDecoder();

/** Hands on the body as text, `null` where it is too long, once it is there; nothing where the line breaks before. */
function readAll(request: IncomingMessage, then: (text: string | null) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  // What is too much is read and dropped: to stop reading would close the line before the answer is sent.
  request.on('data', (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size <= MOST_BYTES) chunks.push(chunk);
  });
  request.on('end', () => then(size > MOST_BYTES ? null : utf8.decode(Buffer.concat(chunks))));
}

/** The learner's cookie of the class, which is letters and digits. */
function tokenOf({ headers }: IncomingMessage, classId: string): string | undefined {
  const name = `${learnerCookie(classId)}=`;
  return headers.cookie
    ?.split(/; */)
    .find((each) => each.startsWith(name))
    ?.slice(name.length);
}

function answer(response: ServerResponse, status: number, said: object): void {
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
  if (isHttpError(error)) return answer(response, error.status, error.body);
  console.error(error);
  answer(response, 500, { message: 'Internal Error' });
}
