import { expect, test, vi } from 'vitest';
import { sayDone } from './asking.ts';
import { unsaidOf } from './unsaid.ts';

const said = (answer: () => Promise<Response>) => {
  vi.stubGlobal('fetch', answer);
  return sayDone('/class/c/live/l/', { work: 'w', part: 'a', version: 'v' }, { done: true, revision: 1 });
};
const json = (body: unknown, status: number) => () => Promise.resolve(Response.json(body, { status }));

test.each([
  ['is done', json({ is: 'done', done: true }, 200), /^$/],
  ['has another answer than the page', json({ is: 'newer' }, 200), /Look at it here, then press again/],
  ['has gone on', json({ is: 'refused', why: 'gone-on' }, 409), /class has gone on.*nothing more to press/],
  ['has ended the session', json({ is: 'refused', why: 'session-over' }, 409), /session is over/],
  ['has taken the learner out', json({ is: 'refused', why: 'out' }, 409), /taken you out/],
  ['does not know the device', json({ is: 'refused', why: 'signed-out' }, 401), /recovery code/],
  ['is newer than the page', json({ is: 'refused', why: 'malformed' }, 400), /Reload it/],
  [
    'has trouble',
    json({ message: 'Internal Error' }, 500),
    /was not reached, or had trouble. This page says it/
  ],
  ['refuses in words of later', json({ is: 'refused', why: 'toString' }, 409), /as soon as it can/],
  [
    'is not ours',
    () => Promise.resolve(new Response('<h1>Bad gateway', { status: 502 })),
    /as soon as it can/
  ],
  ['is out of reach', () => Promise.reject(new TypeError('Failed to fetch')), /as soon as it can/]
])('a learner is told what it is when the server %s', async (_, answer, says) => {
  expect(unsaidOf(await said(answer))).toMatch(says);
  vi.unstubAllGlobals();
});
