import { expect, test } from 'vitest';
import { catalogue } from '$lib/classroom/fixture.ts';
import { MOST_STEPS, newStep, type Step } from '$lib/classroom/draft.ts';
import { wrongIn } from './wrong.ts';

const one = newStep(catalogue, 'exercise', 'warm', 'one');
const count = newStep(catalogue, 'exercise', 'warm', 'count');
const lesson = newStep(catalogue, 'lesson', 'warm', '01-first');

test('more steps than a session has are not cut off: it is said how many are to be taken out', () => {
  const many = (of: number) => Array.from({ length: of }, (_, n): Step => ({ ...one, slug: `none-${n}` }));
  expect(wrongIn(catalogue, many(MOST_STEPS))).toBe('');
  expect(wrongIn(catalogue, many(MOST_STEPS + 2))).toBe(
    'A session has at most 40 steps, and 42 are chosen. Take 2 out, then start.'
  );
});

test('an exercise is in a session once, whether it is chosen by itself or comes with a lesson', () => {
  expect(wrongIn(catalogue, [one, count])).toBe('');
  expect(wrongIn(catalogue, [count, lesson, one])).toBe(
    '“The exercise one” holds what step 2 has already. Take one of the two out.'
  );
  expect(wrongIn(catalogue, [one, lesson])).toBe(
    '“The lesson 01-first” holds what step 1 has already. Take one of the two out.'
  );
});
