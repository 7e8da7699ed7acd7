import { afterEach, expect, test, vi } from 'vitest';
import type { Click } from '$lib/classroom/live/clicks.ts';
import { Desk } from './desk.svelte.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A desk whose clicks get these answers, one after the other; and what was sent. */
function desk(...answers: (Response | Promise<Response> | Error)[]) {
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
    sent.push([url, JSON.parse(body)]);
    const answer = answers.shift()!;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  return { desk: new Desk('/live/x/'), sent };
}

const click = { do: 'reveal', part: 'p' } as const;

test('a click that fits changes nothing here: the line says what has changed', async () => {
  const { desk: mine, sent } = desk(Response.json({ version: 2 }));
  await mine.click(click);
  expect(sent).toEqual([['/live/x/click', { click, sure: false }]]);
  expect([mine.refused, mine.warned, mine.busy, mine.line.view]).toEqual(['', null, false, null]);
});

test('what the server answers is read to its end, and is not waited for without end', async () => {
  const answer = Response.json({ version: 2 });
  const { desk: mine } = desk(answer);
  const limit = vi.spyOn(AbortSignal, 'timeout');
  await mine.click(click);
  expect(answer.bodyUsed).toBe(true);
  expect(limit).toHaveBeenCalledOnce();
});

test('what the server warns of is asked about, and then it is sure', async () => {
  const { desk: mine, sent } = desk(
    Response.json({ warns: 'It is set as well.' }, { status: 409 }),
    Response.json({ version: 2 })
  );
  await mine.click(click);
  expect(mine.warned).toEqual({ click, words: 'It is set as well.' });
  expect(mine.refused).toBe('');
  await mine.click(mine.warned!.click, true);
  expect(sent[1]).toEqual(['/live/x/click', { click, sure: true }]);
});

test.each([
  [Response.json({ refused: 'Close the answers first.' }, { status: 409 }), 'Close the answers first.'],
  [new Response('<p>', { status: 404 }), /signed out/],
  [new Response('', { status: 502 }), /did not reach the server/],
  [new TypeError('offline'), /did not reach the server/]
])('why a click did not do it is said in words (%#)', async (answer, says) => {
  const { desk: mine } = desk(answer);
  await mine.click(click);
  expect(mine.refused).toMatch(says);
  expect(mine.busy).toBe(false);
});

test('a click while one is on its way is dropped as the same again; where to look waits, and the last counts', async () => {
  const { desk: mine, sent } = desk(Response.json({ version: 2 }), Response.json({ version: 3 }));
  const place = { source: 's', start: 1, end: 2 };
  const first = mine.click(click);
  await mine.click(click);
  await mine.click({ do: 'point', part: 'p', place });
  await mine.click({ do: 'point', part: 'p', place: null });
  await first;
  expect(sent.map((each) => (each as [string, { click: unknown }])[1].click)).toEqual([
    click,
    { do: 'point', part: 'p', place: null }
  ]);
  expect(mine.busy).toBe(false);
});

test('what holds for the whole session waits for the click under way, whatever becomes of it', async () => {
  const { desk: mine, sent } = desk(
    Response.json({ refused: 'Close the answers first.' }, { status: 409 }),
    ...[3, 4].map((version) => Response.json({ version }))
  );
  const first = mine.click(click);
  await mine.click({ do: 'door', shut: true });
  await mine.click({ do: 'names', shown: true });
  await mine.click({ do: 'names', shown: false });
  await first;
  expect(sent.map((each) => (each as [string, { click: unknown }])[1].click)).toEqual([
    click,
    { do: 'door', shut: true },
    { do: 'names', shown: false }
  ]);
  expect(mine.busy).toBe(false);
});

test('what was asked about and is sure waits for the click under way, and goes before what waits already', async () => {
  const door = Promise.withResolvers<Response>();
  const { desk: mine, sent } = desk(
    Response.json({ warns: 'It is set as well.' }, { status: 409 }),
    door.promise,
    ...[3, 4].map((version) => Response.json({ version }))
  );
  const first = mine.click(click);
  await mine.click({ do: 'door', shut: true });
  await mine.click({ do: 'names', shown: true });
  await vi.waitFor(() => expect(mine.warned).not.toBeNull());
  await mine.click(mine.warned!.click, true);
  door.resolve(Response.json({ version: 2 }));
  await first;
  expect(sent.map((each) => (each as [string, unknown])[1])).toEqual([
    { click, sure: false },
    { click: { do: 'door', shut: true }, sure: false },
    { click, sure: true },
    { click: { do: 'names', shown: true }, sure: false }
  ]);
});

test.each<[string, Click, Response | Error]>([
  ['no line to the server', click, new TypeError('offline')],
  ['no such session any more', click, new Response('<p>', { status: 404 })],
  ['the end of the session', { do: 'end' }, Response.json({ version: 2 })]
])('nothing waits after %s', async (_, before, answer) => {
  const { desk: mine, sent } = desk(answer);
  const first = mine.click(before);
  await mine.click({ do: 'door', shut: true });
  await first;
  expect(sent).toHaveLength(1);
  expect(mine.busy).toBe(false);
});

test.each<[string, Click, Response]>([
  [
    'a click that was refused',
    click,
    Response.json({ refused: 'Close the answers first.' }, { status: 409 })
  ],
  ['another step', { do: 'go', to: 1 }, Response.json({ version: 2 })]
])('where to look is forgotten after %s', async (_, before, answer) => {
  const { desk: mine, sent } = desk(answer);
  const first = mine.click(before);
  await mine.click({ do: 'turn', part: 'p', place: null });
  await first;
  expect(sent).toHaveLength(1);
});
