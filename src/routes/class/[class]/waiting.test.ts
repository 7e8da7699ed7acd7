import { beforeEach, expect, test, vi } from 'vitest';
import { LOOK, lookForSession } from './waiting.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

/** A page that waits, where session `old` ran when it came. */
function page() {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const begun: string[] = [];
  let says: Response | Error = Response.json({ running: null });
  const fetch = vi.fn(() => (says instanceof Error ? Promise.reject(says) : Promise.resolve(says.clone())));
  vi.stubGlobal('document', page);
  vi.stubGlobal('fetch', fetch);
  const end = lookForSession('/live', 'old', (id) => void begun.push(id));
  return {
    ...{ begun, end, fetch },
    say: (next: Response | Error) => void (says = next),
    async see(visibilityState: 'visible' | 'hidden') {
      page.visibilityState = visibilityState;
      page.dispatchEvent(new Event('visibilitychange'));
      await vi.advanceTimersByTimeAsync(0);
    },
    looks: (times = 1) => vi.advanceTimersByTimeAsync(times * LOOK)
  };
}

test('a learner who waits is carried in once a session begins, and once only', async () => {
  const { begun, fetch, say, looks } = page();
  await looks(3);
  expect([fetch.mock.calls.length, begun]).toEqual([3, []]);
  say(Response.json({ running: 'new' }));
  await looks(3);
  expect([fetch.mock.calls.length, begun]).toEqual([4, ['new']]);
});

test('whoever left the session that runs is not carried back', async () => {
  const { begun, say, looks } = page();
  say(Response.json({ running: 'old' }));
  await looks(2);
  expect(begun).toEqual([]);
});

test('a page that nobody looks at does not ask, and asks at once when somebody does', async () => {
  const { begun, fetch, say, see, looks } = page();
  await see('hidden');
  await looks(5);
  expect(fetch).not.toHaveBeenCalled();
  say(Response.json({ running: 'new' }));
  await see('visible');
  expect(begun).toEqual(['new']);
});

test.each([
  ['no connection', new Error('offline')],
  ['a page of another network', new Response('<html>', { status: 200 })],
  ['a server in trouble', new Response('', { status: 503 })]
])('%s is passed over without a word', async (_, trouble) => {
  const { begun, say, looks } = page();
  say(trouble);
  await looks(2);
  say(Response.json({ running: 'new' }));
  await looks();
  expect(begun).toEqual(['new']);
});

test('it is over with the page, and for who is not in the class any more', async () => {
  const gone = page();
  gone.end();
  await gone.looks(2);
  expect(gone.fetch).not.toHaveBeenCalled();
  const out = page();
  out.say(Response.json({ refused: 'signed-out' }, { status: 401 }));
  await out.looks(3);
  expect(out.fetch).toHaveBeenCalledTimes(1);
});
