import { describe, expect, test } from 'vitest';
import { describeOnEachEngine } from './db/testing.ts';
import { countFailure, forgive, forgiveAll, inMinutes, networkOf, type Limit } from './failures.ts';

const MINUTE = 60_000;
const T = Date.UTC(2026, 10, 2);
const LIMIT: Limit = { name: 'code', failures: 3, within: 10 * MINUTE };
const HERE = '192.0.2.7';

describeOnEachEngine('failures', (open) => {
  async function counting() {
    const { db } = await open();
    return {
      db,
      fail: (at: number, of = HERE, limit = LIMIT) => countFailure(db, limit, of, at),
      /** How long the next try would have to wait. */
      async wait(at: number, of = HERE) {
        const wait = await countFailure(db, LIMIT, of, at);
        await forgive(db, LIMIT, of);
        return wait;
      }
    };
  }

  test('pass up to the limit, and then wait until the first is forgotten', async () => {
    const { fail, wait } = await counting();
    expect(await wait(T)).toBe(0);
    for (const minute of [0, 1, 2]) expect(await fail(T + minute * MINUTE)).toBe(0);
    expect(await wait(T + 3 * MINUTE)).toBe(7 * MINUTE);
    expect(await fail(T + 3 * MINUTE)).toBe(7 * MINUTE);
    expect(await wait(T + 10 * MINUTE)).toBe(0);
    expect(await fail(T + 10 * MINUTE)).toBe(0);
  });

  test('of one are not those of another, nor those of another kind', async () => {
    const { fail, wait } = await counting();
    for (let i = 0; i < 4; i++) await fail(T);
    expect(await wait(T)).toBe(10 * MINUTE);
    expect(await wait(T, '192.0.2.8')).toBe(0);
    expect(await fail(T, HERE, { ...LIMIT, name: 'password' })).toBe(0);
  });

  test('of many tries at once are all counted', async () => {
    const { fail } = await counting();
    const waits = await Promise.all(Array.from({ length: 20 }, () => fail(T)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
  });

  test('are taken back one by one or all together', async () => {
    const { db, fail, wait } = await counting();
    for (let i = 0; i < 3; i++) await fail(T);
    await forgive(db, LIMIT, HERE);
    expect(await wait(T)).toBe(0);
    await fail(T);
    expect(await wait(T)).toBe(10 * MINUTE);
    await forgiveAll(db, LIMIT, HERE);
    for (let i = 0; i < 3; i++) expect(await fail(T)).toBe(0);
  });

  test('of a clock that was ahead lock nobody out', async () => {
    const { fail, wait } = await counting();
    for (let i = 0; i < 9; i++) await fail(T + 365 * 24 * 60 * MINUTE);
    expect(await wait(T)).toBe(0);
    expect(await fail(T)).toBe(0);
  });

  test('are not kept for longer than they count, and without a name or an address', async () => {
    const { db, fail } = await counting();
    await fail(T, `ada ${HERE}`);
    const [row] = await db.selectFrom('failure').selectAll().execute();
    expect(JSON.stringify(row)).not.toMatch(/ada|192/);
    await fail(T + 24 * 60 * MINUTE, 'another');
    expect(await db.selectFrom('failure').selectAll().execute()).toHaveLength(1);
  });
});

test('a wait is told in whole minutes', () => {
  expect([1, MINUTE, MINUTE + 1, 15 * MINUTE].map(inMinutes)).toEqual([
    'a minute',
    'a minute',
    '2 minutes',
    '15 minutes'
  ]);
});

describe('addresses that count as one', () => {
  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:0:12:a:b:c:d', '2001:db8:0:12'],
    ['2001:DB8::12', '2001:db8:0:0'],
    ['2001:db8:0:012::1', '2001:db8:0:12'],
    ['::1', '0:0:0:0']
  ])('%s is of %s', (address, network) => expect(networkOf(address)).toBe(network));
});
