import { expect, test } from 'vitest';
import { muchOpen, saidGiven } from './open.ts';

test('it is asked where something is half answered, whatever else is given', () => {
  expect(muchOpen({ given: 20, of: 21, half: [{ count: 1, owed: 'no cue' }] })).toBe(true);
  expect(muchOpen({ given: 20, of: 21, half: [] })).toBe(false);
});

test('much is open where a fifth of what is asked is, and of free marks where there is none', () => {
  expect([9, 20, 21, 26].map((given) => muchOpen({ given, of: 26 }))).toEqual([true, true, false, false]);
  expect([0, 1].map((given) => muchOpen({ given, of: null }))).toEqual([true, false]);
  expect(muchOpen({ given: 0, of: 1 })).toBe(true);
  expect(muchOpen({ given: 1, of: 1 })).toBe(false);
});

test('how much was given is one sentence', () => {
  expect(saidGiven({ given: 9, of: 26 })).toBe('9 of 26 are given, 17 still open.');
  expect(saidGiven({ given: 1, of: 26 })).toBe('1 of 26 is given, 25 still open.');
  expect(saidGiven({ given: 0, of: 26 })).toBe('Nothing is given yet.');
  expect(saidGiven({ given: 0, of: null })).toBe('Nothing is given yet.');
  const half = [
    { count: 3, owed: 'no source' },
    { count: 1, owed: 'no cue' }
  ];
  expect(saidGiven({ given: 17, of: 21, half })).toBe(
    '17 of 21 are complete; half answered: no source for 3, no cue for 1.'
  );
  expect(saidGiven({ given: 0, of: 21, half: half.slice(1) })).toBe(
    'None is complete; half answered: no cue for 1.'
  );
  expect(saidGiven({ given: 34, of: 59, says: 'Same count: 4 of 8 · step 3 of 5' })).toBe(
    '34 of 59 are given, 25 still open.'
  );
});
