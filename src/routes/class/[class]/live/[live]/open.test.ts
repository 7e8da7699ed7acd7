import { expect, test } from 'vitest';
import { muchOpen, saidGiven } from './open.ts';

test('it is asked where something is half answered, whatever else is given', () => {
  expect(muchOpen({ given: 20, of: 21, half: [{ count: 1, owed: 'no cue' }] })).toBe(true);
  expect(muchOpen({ given: 20, of: 21, half: [] })).toBe(false);
});

test('most is open where less than half of what is asked was given, and of free marks where there is none', () => {
  expect([9, 12, 13, 26].map((given) => muchOpen({ given, of: 26 }))).toEqual([true, true, false, false]);
  expect([0, 1].map((given) => muchOpen({ given, of: null }))).toEqual([true, false]);
  expect(muchOpen({ given: 0, of: 1 })).toBe(true);
  expect(muchOpen({ given: 1, of: 1 })).toBe(false);
});

test('how much was given is one sentence', () => {
  expect(saidGiven({ given: 9, of: 26 })).toBe('9 of 26 are given.');
  expect(saidGiven({ given: 1, of: 26 })).toBe('1 of 26 is given.');
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
  expect(saidGiven({ given: 3, of: 12, says: 'Numbers: 3 of 12' })).toBe(
    'Numbers: 3 of 12.'
  );
});
