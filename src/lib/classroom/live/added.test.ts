import { expect, test } from 'vitest';
import { saidAdded, stampOf, type Added } from './added.ts';

const nothing: Added = { attempts: 0, comments: 0, points: 0, readings: 0, rescorings: 0, latest: null };

test('what was added to marks is said in words, and nothing of nothing', () => {
  expect(saidAdded(nothing)).toEqual([]);
  expect(saidAdded({ ...nothing, comments: 2, rescorings: 1, attempts: 1 })).toEqual([
    '1 attempt that a learner began later',
    '2 comments',
    '1 rescoring'
  ]);
});

test('whatever is added gives another stamp, also where as much was taken away', () => {
  const before = { ...nothing, comments: 1, latest: 5 };
  expect(stampOf({ ...before })).toBe(stampOf(before));
  expect(stampOf({ ...before, latest: 6 })).not.toBe(stampOf(before));
  expect(stampOf({ ...before, points: 1 })).not.toBe(stampOf(before));
});
