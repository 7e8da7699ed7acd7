import { beforeEach, expect, test, vi } from 'vitest';
import { Follow, type FollowWorld } from './follow.svelte.ts';
import type { Known } from '$lib/live/done.svelte.ts';
import type { Given } from './given.ts';
import type { StepData } from './step.server.ts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

type Said = Awaited<ReturnType<FollowWorld['ask']>>;

const step = (wanted: string): StepData => ({
  ...{ wanted, part: wanted.split(' ')[0]!, works: [], saves: 0, text: null },
  sat: {
    ...{ part: 'a', words: '', round: 1, work: 'w', as: 'own', sources: [], blank: '', saved: null },
    ...{ done: false, open: true, verdict: null, first: null, missed: false, key: null, other: null },
    exercise: {
      ...{ pack: 'warm-up', slug: 'sort', type: 'toy', title: 'Sort', task: '', level: 1 },
      ...{ minutes: 5, version: 'v', item: null }
    }
  }
});

/** A page, and a server that answers what is set; it draws the middle of what it may wait: 0.2 s. */
function page() {
  const asked: { at: string | null; after: number }[] = [];
  const began = Date.now();
  let says: Said | Promise<Said> = 'unreached';
  let known: Known = true;
  const follow = new Follow(
    {
      ask(at) {
        asked.push({ at, after: Date.now() - began });
        return Promise.resolve(says);
      },
      views: (step) =>
        Promise.resolve({ ...step, shows: { fits: () => true }, told: null } as unknown as Given),
      say: () => Promise.resolve(known),
      wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
      random: () => 0.5
    },
    null
  );
  return {
    ...{ follow, asked },
    say: (next: typeof says) => void (says = next),
    knows: (next: Known) => void (known = next)
  };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(1000 * seconds);

test('a step is asked for a little later by each device, once, and is then here', async () => {
  const { follow, asked, say } = page();
  say({ step: step('a 1') });
  follow.want('a 1', 'a');
  expect(asked).toEqual([]);
  await pass(60);
  expect(asked).toEqual([{ at: 'a', after: 200 }]);
  expect(follow.given?.wanted).toBe('a 1');
});

test('it is asked for again until it is here, less often the longer it takes', async () => {
  const { follow, asked, say } = page();
  follow.want('a 1', null);
  await pass(60);
  expect(asked.slice(0, 3).map(({ after }) => after)).toEqual([200, 1200, 3000]);
  expect(asked.length).toBeLessThan(20);
  say({ step: step('a 1') });
  await pass(5);
  expect(follow.given?.wanted).toBe('a 1');
});

test('a step of before is shown meanwhile, and the one that is wanted is asked for all the same', async () => {
  const { follow, asked, say } = page();
  say({ step: step('a 1') });
  follow.want('a 1 shown', null);
  await pass(0.5);
  expect(follow.given?.wanted).toBe('a 1');
  say({ step: step('a 1 shown') });
  await pass(60);
  expect([follow.given?.wanted, asked.length]).toEqual(['a 1 shown', 2]);
});

test('nothing is asked for once nothing is wanted any more, and what comes then is not shown', async () => {
  const { follow, asked, say } = page();
  let answer = (_: Said) => {};
  say(new Promise((done) => (answer = done)));
  follow.want('a 1', null);
  await pass(0.2);
  follow.rest();
  answer({ step: step('a 1') });
  await pass(60);
  expect([follow.given, asked.length]).toEqual([null, 1]);
  say({ step: step('b 1') });
  follow.want('b 1', null);
  await pass(0.2);
  expect(follow.given).toMatchObject({ wanted: 'b 1' });
});

test('what another device has saved is asked for as soon as the server says that there is more', async () => {
  const { follow, asked, say, knows } = page();
  const first = step('a 1');
  say({ step: first });
  follow.want('a 1', null);
  await pass(60);
  await follow.tell(true);
  await pass(60);
  expect(asked).toHaveLength(1);

  const saved = { answer: 'theirs', revision: 2, delivery: 'd', savedAt: 1 };
  say({ step: { ...first, sat: { ...first.sat, saved }, saves: 2 } });
  knows('newer');
  expect(await follow.tell(true)).toBe('newer');
  await pass(60);
  expect(asked).toHaveLength(2);
  expect([follow.session?.answer, follow.session?.revision]).toEqual(['theirs', 2]);
});

test.each(['gone', 'signed-out'] as const)('a page is over where the answer is %s', async (said) => {
  const { follow, asked, say } = page();
  say(said);
  follow.want('a 1', null);
  await pass(60);
  follow.want('b 1', null);
  await pass(60);
  expect(asked).toHaveLength(1);
  expect([follow.gone, follow.signedOut]).toEqual([said === 'gone', said === 'signed-out']);
});

test('a page that has gone asks for nothing', async () => {
  const { follow, asked } = page();
  follow.want('a 1', null);
  follow.end();
  await pass(60);
  expect(asked).toEqual([]);
});
