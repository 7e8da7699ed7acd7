import { expect, test } from 'vitest';
import { MOST_STEPS } from '$lib/classroom/draft.ts';
import { tooMany } from './limit.ts';

test('more steps than a session has are not cut off: it is said how many are to be taken out', () => {
  expect(tooMany(MOST_STEPS)).toBe('');
  expect(tooMany(MOST_STEPS + 2)).toBe(
    'A session has at most 40 steps, and 42 are chosen. Take 2 out, then start.'
  );
});
