import { expect, test } from 'vitest';
import type { Way } from './way.server.ts';
import { WayIn } from './ways.svelte.ts';

const way = (code: string | null): Way => ({
  ...{ code, alone: false },
  addresses: [{ address: 'http://10.0.0.7:3000/join/', qr: { path: `M${code}`, size: 33 } }]
});

/** A wall that began with a code; its requests get these answers, one after the other. */
function wall(code: string | null, ...answers: (Response | Error)[]) {
  let asked = 0;
  let waited = 0;
  const ways = new WayIn('/wall/way', way(code), {
    fetch: () => {
      const answer = answers[asked++] ?? new Error('asked too often');
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    wait: () => {
      waited++;
      return Promise.resolve();
    }
  });
  return { ways, asked: () => asked, waited: () => waited };
}

test('pictures of another code are asked for until they are here, and what stands is kept meanwhile', async () => {
  const { ways, asked, waited } = wall(
    'OLD',
    new TypeError('offline'),
    new Response('<h1>Bad gateway', { status: 502 }),
    Response.json(way('OLD')),
    Response.json(way('NEW'))
  );
  ways.want('NEW');
  expect(ways.way).toEqual(way('OLD'));
  await expect.poll(() => ways.way).toEqual(way('NEW'));
  expect([asked(), waited()]).toEqual([4, 3]);
  ways.want('NEW');
  expect(asked()).toBe(4);
});

test('a code that changes twice is the last one on the wall', async () => {
  const { ways } = wall('OLD', Response.json(way('SECOND')), Response.json(way('THIRD')));
  ways.want('SECOND');
  ways.want('THIRD');
  await expect.poll(() => ways.way.code).toBe('THIRD');
});

test.each([
  ['the code that it has', 'OLD'],
  ['no code', null]
])('for %s a wall asks nothing', (_, code) => {
  const { ways, asked } = wall('OLD');
  ways.want(code);
  expect(asked()).toBe(0);
});

test('after the server was gone the addresses are asked for anew, until they are here', async () => {
  const other = {
    ...way('OLD'),
    addresses: [{ ...way('OLD').addresses[0]!, address: 'http://10.0.0.8:3000/join/' }]
  };
  const { ways, asked } = wall('OLD', new TypeError('offline'), Response.json(other));
  ways.want('OLD');
  ways.renew();
  await expect.poll(() => ways.way).toEqual(other);
  expect(asked()).toBe(2);
});
