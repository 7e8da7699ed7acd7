import { expect, test } from 'vitest';
import { whoMissed } from './words.ts';

const out = [{ name: 'late owl', answers: 0 }];

test('it is said who gave nothing, and that nobody is in the class only where nobody is', () => {
  expect(whoMissed({ answered: 1, missed: ['calm lake', 'quiet heron'], out })).toBe(
    'Gave nothing: calm lake, quiet heron.'
  );
  expect(whoMissed({ answered: 2, missed: [], out: [] })).toBe('Everybody in the class answered something.');
  expect(whoMissed({ answered: 2, missed: [], out })).toBe('Everybody else in the class answered something.');
  expect(whoMissed({ answered: 0, missed: [], out })).toBeNull();
  expect(whoMissed({ answered: 0, missed: [], out: [] })).toBe('Nobody is in the class yet.');
});
