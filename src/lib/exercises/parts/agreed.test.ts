import { expect, test } from 'vitest';
import type { Agreement } from '../define.ts';
import { saidAgreed, saidAlpha } from './agreed.ts';
import { agreementOn, counted } from './counting.ts';

/** Eight learners and ten statements: all read as the same, but for some, each of another statement. */
const but = (odd: number): Agreement | null =>
  agreementOn(
    Array.from({ length: 10 }, (_, i) => ({
      readings: counted(Array.from({ length: 8 }, (_, n) => (i < odd && n === 0 ? 'hands' : 'states')))
    })),
    8
  );

const once = (first: Agreement | null) => saidAgreed({ what: 'it', first, second: null }, 'You', false);

test('a class where nearly everybody gives one label everywhere mostly agrees, though chance would have it so as well', () => {
  expect(but(1)!.alpha).toBeCloseTo(0, 1);
  expect(once(but(1)), '79 of 80 alike').toBe('You mostly agreed on it.');
  expect(once(but(4)), '76 of 80 alike').toBe('You mostly agreed on it.');
});

test('of two readings that as many give, a class is split, however many statements there are', () => {
  const half = { readings: counted(['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b']) };
  expect(once(agreementOn([half], 8))).toBe('You were split on it.');
  expect(once(agreementOn([half, half, half], 8))).toBe('You were split on it.');
});

const alike = (share: number | null): Agreement | null =>
  share === null ? null : { alike: share, alpha: 0.11 };

test('how far a class agreed is said in words, once where it stayed, and not where too little was answered', () => {
  const said = (first: number | null, second: number | null, twice = true) =>
    saidAgreed({ what: 'labels', first: alike(first), second: alike(second) }, 'You', twice);
  expect(said(0.41, 0.8)).toBe('You were split on labels, then mostly agreed.');
  expect(said(0.57, 0.6)).toBe('You agreed in part on labels, both times.');
  expect(said(0.99, null, false)).toBe('You mostly agreed on labels.');
  expect(said(1, null, false)).toBe('You agreed on labels.');
  expect(said(0.1, null)).toBe('You were split on labels.');
  expect(said(null, 1)).toBe('You agreed on labels, the second time.');
  expect(said(null, null)).toBeNull();
});

test('the figure behind it is alpha, before and after', () => {
  const rows = [{ what: 'labels', first: alike(0.9), second: null }];
  expect(saidAlpha(rows, false)).toMatch(/: labels 0\.11\.$/);
  expect(saidAlpha(rows, true)).toMatch(/: labels 0\.11, then –\.$/);
});
