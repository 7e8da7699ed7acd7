import { describe, expect, test } from 'vitest';
import { askCode, networkOf } from './codes.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { LIMITS } from './failures.ts';

const now = Date.UTC(2027, 0, 11, 9);
const right = () => Promise.resolve('7b');
const wrong = () => Promise.resolve(null);

describeOnEachEngine('a code that somebody types', (open) => {
  test('forty right ones from one address pass, and thirty mistyped between them', async () => {
    const { db } = await open();
    const from = { kind: 'join', address: '198.51.100.7', now } as const;
    for (let i = 0; i < 40; i++) {
      if (i % 4 !== 0) expect(await askCode(db, from, wrong)).toEqual({ unknown: true });
      expect(await askCode(db, from, right)).toEqual({ found: '7b' });
    }
  });

  test('after too many wrong ones from an address, none is looked at for a while, and others go on', async () => {
    const { db } = await open();
    const from = { kind: 'join', address: '198.51.100.7', now } as const;
    const { failures, within } = LIMITS.codeAddress;
    for (let i = 0; i < failures; i++) await askCode(db, from, wrong);
    expect(await askCode(db, from, right)).toEqual({ wait: within });
    expect(await askCode(db, { ...from, kind: 'recovery' }, right)).toEqual({ wait: within });
    expect(await askCode(db, { ...from, address: '198.51.100.8' }, right)).toEqual({ found: '7b' });
    expect(await askCode(db, { ...from, now: now + within }, right)).toEqual({ found: '7b' });
  });

  test('after too many wrong ones from anywhere, none of the kind is looked at for a while', async () => {
    const { db } = await open();
    const { failures, within } = LIMITS.codes;
    for (let i = 0; i < failures; i++)
      await askCode(db, { kind: 'join', address: `10.0.${i >> 8}.${i & 255}`, now }, wrong);
    const from = { kind: 'join', address: '198.51.100.8', now } as const;
    expect(await askCode(db, from, right)).toEqual({ wait: within });
    expect(await askCode(db, { ...from, kind: 'recovery' }, right)).toEqual({ found: '7b' });
  });
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
