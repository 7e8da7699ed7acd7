import { expect, test } from 'vitest';
import { Follow, keyOf } from './follow.svelte.ts';

const step = (part: string, key: unknown = null) => ({
  step: { part, key, type: 'attribution', item: { mode: 'mark', passages: [] } }
});

/** A page whose requests get these answers, one after the other, each when it is let go; and how many were made. */
function following(...answers: (Response | Error)[]) {
  let asked = 0;
  let waited = 0;
  const held: (() => void)[] = [];
  const follow = new Follow('/live/x/step', null, {
    fetch: async () => {
      const answer = answers[asked++];
      await new Promise<void>((go) => held.push(go));
      if (answer === undefined || answer instanceof Error) throw answer ?? new Error('asked too often');
      return answer;
    },
    wait: () => {
      waited++;
      return Promise.resolve();
    }
  });
  return {
    follow,
    asked: () => asked,
    waited: () => waited,
    /** Lets the next request have its answer. */
    async go() {
      await expect.poll(() => held.length).toBe(1);
      held.shift()!();
    }
  };
}

test('a step is asked for until it is here, over a line that fails and a server that is being restarted', async () => {
  const { follow, asked, waited, go } = following(
    new TypeError('offline'),
    new Response('', { status: 502 }),
    Response.json({ step: null }),
    Response.json(step('a'))
  );
  follow.want('a false');
  for (let n = 0; n < 4; n++) await go();
  await expect.poll(() => follow.has).toBe('a false');
  expect(follow.given?.nameOf).toBeTypeOf('function');
  expect([asked(), waited(), follow.gone]).toEqual([4, 3, false]);
  follow.want('a false');
  expect(asked()).toBe(4);
});

test('what is wanted again and again is asked for once at a time', async () => {
  const { follow, asked, go } = following(Response.json(step('a')));
  for (let n = 0; n < 20; n++) follow.want('a false');
  expect(asked()).toBe(1);
  await go();
  await expect.poll(() => follow.has).toBe('a false');
  expect(asked()).toBe(1);
});

test('a step that is not wanted any more by the time it comes is not shown', async () => {
  const { follow, waited, go } = following(Response.json(step('a')), Response.json(step('b', { items: [] })));
  follow.want('a false');
  follow.want('b true');
  await go();
  await go();
  await expect.poll(() => follow.has).toBe('b true');
  expect(waited()).toBe(0);
});

test('the key comes in place of the same step without it', async () => {
  const { follow, go } = following(Response.json(step('a')), Response.json(step('a', { items: [] })));
  follow.want('a false');
  await go();
  await expect.poll(() => follow.has).toBe('a false');
  follow.want('a true');
  await go();
  await expect.poll(() => follow.has).toBe('a true');
});

test.each([
  ['the lobby', (follow: Follow) => follow.want('')],
  ['a page that is left', (follow: Follow) => follow.end()]
])('for %s nothing is asked', async (_, leave) => {
  const { follow, asked, go } = following(new TypeError('offline'), Response.json(step('b')));
  follow.want('a false');
  leave(follow);
  await go();
  // Only a request that ended lets another begin.
  follow.want('b false');
  await go();
  await expect.poll(() => follow.has).toBe('b false');
  expect(asked()).toBe(2);
});

test.each([
  ['is erased', new Response('', { status: 404 })],
  ['wants a sign-in', Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })]
])('a session that %s is not asked for again', async (_, answer) => {
  const { follow, asked, go } = following(answer);
  follow.want('a false');
  await go();
  await expect.poll(() => follow.gone).toBe(true);
  follow.want('b false');
  expect(asked()).toBe(1);
});

test('before the first step nothing is needed', () => {
  expect(keyOf(undefined, true)).toBe('');
});
