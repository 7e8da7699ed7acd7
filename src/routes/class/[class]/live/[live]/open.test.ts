import { expect, test } from 'vitest';
import { mostOpen, saidGiven } from './open.ts';

test('most is open where less than half of what is asked was given, and of free marks where there is none', () => {
  expect([9, 12, 13, 26].map((given) => mostOpen({ given, of: 26 }))).toEqual([true, true, false, false]);
  expect([0, 1].map((given) => mostOpen({ given, of: null }))).toEqual([true, false]);
  expect(mostOpen({ given: 0, of: 1 })).toBe(true);
  expect(mostOpen({ given: 1, of: 1 })).toBe(false);
});

test('how much was given is one sentence', () => {
  expect(saidGiven({ given: 9, of: 26 })).toBe('9 of 26 are given.');
  expect(saidGiven({ given: 1, of: 26 })).toBe('1 of 26 is given.');
  expect(saidGiven({ given: 0, of: 26 })).toBe('Nothing is given yet.');
  expect(saidGiven({ given: 0, of: null })).toBe('Nothing is given yet.');
  expect(saidGiven({ given: 3, of: 12, says: 'Numbers: 3 of 12 · step 1 of 5' })).toBe(
    'Numbers: 3 of 12 · step 1 of 5.'
  );
});
