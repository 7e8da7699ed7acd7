import { expect, test } from 'vitest';
import { inPeople, saidShare } from './share.ts';

test('a share of fewer than twenty is said in people, of more in percent', () => {
  expect(saidShare(3 / 4, 4)).toBe('3 of 4');
  expect(saidShare(3 / 4, 4, true)).toBe('3');
  expect(saidShare(0, 19)).toBe('0 of 19');
  expect(saidShare(1 / 3, 3)).toBe('1 of 3');
  expect(saidShare(5 / 20, 20)).toBe('25%');
  expect([19, 20].map(inPeople)).toEqual([true, false]);
});

test('what is no number of people is in percent however few they are', () => {
  expect(saidShare(0.6, 4)).toBe('60%');
  expect(saidShare(0, 0)).toBe('0%');
});
