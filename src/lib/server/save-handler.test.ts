import { createServer, request as ask, type RequestOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MOST_BYTES } from '../classroom/saving.ts';
import { handlesSave } from './save-handler.ts';

/** What is no save is the app's: it says so here with a status of its own. */
const APPS = 418;

const server = createServer((request, response) => {
  if (!handlesSave(request, response)) response.writeHead(APPS).end();
});
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => void server.close());

const PATH = '/class/abc/def/save';
const JSON_TYPE = { 'content-type': 'application/json' };
/** A save in its shape; whoever sends it has no cookie of the class, so that nothing is asked of a store. */
const SAVE = JSON.stringify({
  ...{ work: 'w', part: 'p', version: 'v', answer: {}, base: 0, after: [], delivery: 'd' }
});

function send(path: string, body: string, options: RequestOptions = {}) {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = ask(
      { host: '127.0.0.1', port, path, method: 'POST', headers: JSON_TYPE, ...options },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode!, text }));
      }
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

test.each([PATH, '/class/abc/live/def/save'])('a save to %s is handled', async (path) => {
  expect(await send(path, SAVE)).toEqual({ status: 401, text: '{"is":"refused","why":"signed-out"}' });
});

test.each<[string, string, RequestOptions]>([
  ['another method', PATH, { method: 'PUT' }],
  ['another address of the class', '/class/abc/def/check', {}],
  ['something in the query', `${PATH}?x`, {}],
  ['an id that is escaped', '/class/a%62c/def/save', {}],
  ['what a form can send', PATH, { headers: { 'content-type': 'text/plain' } }],
  ['no type', PATH, { headers: {} }]
])('%s is left to the app', async (_, path, options) => {
  expect((await send(path, SAVE, options)).status).toBe(APPS);
});

test('what is no save is refused, and what is too long, with or without a length', async () => {
  expect((await send(PATH, '{"work":')).text).toContain('malformed');
  const long = ' '.repeat(MOST_BYTES + 1);
  expect(await send(PATH, long)).toMatchObject({ status: 413 });
  const chunked = { headers: { ...JSON_TYPE, 'transfer-encoding': 'chunked' } };
  expect(await send(PATH, long, chunked)).toMatchObject({ status: 413 });
});

test('far too long a body is not read, and a line that breaks in the middle of one harms nobody', async () => {
  const { port } = server.address() as AddressInfo;
  const declared = { ...JSON_TYPE, 'content-length': 100 * MOST_BYTES };
  const begun = ask({ host: '127.0.0.1', port, path: PATH, method: 'POST', headers: declared });
  begun.write('{');
  const [answer] = (await once(begun, 'response')) as [{ statusCode: number }];
  expect(answer.statusCode).toBe(413);
  begun.on('error', () => {}).destroy();

  const cut = ask({
    host: '127.0.0.1',
    port,
    path: PATH,
    method: 'POST',
    headers: { ...JSON_TYPE, 'content-length': 50 }
  });
  cut.on('error', () => {});
  cut.write('{');
  await once(server, 'request');
  cut.destroy();
  expect(await send(PATH, SAVE)).toMatchObject({ status: 401 });
});
