import { expect, test } from 'vitest';
import { askCode, TOO_OLD } from './codes.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { LIMITS } from './failures.ts';

const now = Date.UTC(2027, 0, 11, 9);
const right = () => Promise.resolve('7b');
const wrong = () => Promise.resolve(null);

describeOnEachEngine('a code that somebody types', (open) => {
  test('forty right ones from one address pass, and thirty mistyped between them', async () => {
    const { db } = await open();
    const from = { address: '198.51.100.7', now };
    for (let i = 0; i < 40; i++) {
      if (i % 4 !== 0) expect(await askCode(db, from, wrong)).toEqual({ unknown: true });
      expect(await askCode(db, from, right)).toEqual({ found: '7b' });
    }
  });

  test('after too many wrong ones from an address, none is looked at for a while, and others go on', async () => {
    const { db } = await open();
    const from = { address: '198.51.100.7', now };
    const { failures, within } = LIMITS.codeAddress;
    for (let i = 0; i < failures; i++) await askCode(db, from, wrong);
    expect(await askCode(db, from, right)).toEqual({ wait: within });
    expect(await askCode(db, { ...from, address: '198.51.100.8' }, right)).toEqual({ found: '7b' });
    expect(await askCode(db, { ...from, now: now + within }, right)).toEqual({ found: '7b' });
  });

  test('one that has run out counts as a wrong one, whatever is said of it', async () => {
    const { db } = await open();
    const from = { address: '198.51.100.7', now };
    const { failures, within } = LIMITS.codeAddress;
    const old = () => Promise.resolve(TOO_OLD);
    for (let i = 0; i < failures; i++) expect(await askCode(db, from, old)).toEqual({ tooOld: true });
    expect(await askCode(db, from, old)).toEqual({ wait: within });
  });

  test('however many were wrong elsewhere, a right one passes', async () => {
    const { db } = await open();
    for (let i = 0; i < 1500; i++) await askCode(db, { address: `10.0.${i >> 8}.${i & 255}`, now }, wrong);
    expect(await askCode(db, { address: '198.51.100.8', now }, right)).toEqual({ found: '7b' });
  });

  test('guessed many at once gains nothing', async () => {
    const { db } = await open();
    const from = { address: '198.51.100.7', now };
    let looked = 0;
    const look = () => Promise.resolve(looked++ < 0 ? '7b' : null);
    const { failures } = LIMITS.codeAddress;
    await Promise.all(Array.from({ length: failures + 50 }, () => askCode(db, from, look)));
    expect(looked).toBe(failures);
  });
});
