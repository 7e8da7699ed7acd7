import { expect, test } from 'vitest';
import { inPeople, percent, saidShare } from './share.ts';

test('a share of fewer than twenty is said in people, of more in percent', () => {
  expect(saidShare(3 / 4, 4, true)).toBe('3 of 4');
  expect(saidShare(0, 19, true)).toBe('0 of 19');
  expect(saidShare(1 / 3, 3, true)).toBe('1 of 3');
  expect(saidShare(5 / 20, 20, true)).toBe('25%');
  expect(saidShare(0, 0, true)).toBe('0%');
  expect([19, 20].map(inPeople)).toEqual([true, false]);
  expect(percent(0.625)).toBe('63%');
});

test('what counts no people is in percent however few they are, also where it could be a number of them', () => {
  // Two of four marked half of the words: that is no one of four.
  expect(saidShare(0.25, 4, false)).toBe('25%');
  expect(saidShare(0.6, 4, false)).toBe('60%');
});
