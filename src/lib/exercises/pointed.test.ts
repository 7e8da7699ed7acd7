import { expect, test } from 'vitest';
import { lettersAt } from './pointed.ts';

const at = (start: number, end: number) => ({ source: 'notice', start, end });
const UNITS = [
  { badge: 'c', places: [at(0, 4)] },
  { badge: 'f', places: [at(10, 14), at(0, 4)] },
  { badge: 'm', places: [at(0, 4)] },
  { badge: '', places: [at(20, 24)] }
];

test('what is pointed at is called by every letter that it has', () => {
  expect(lettersAt(UNITS.slice(0, 1), at(0, 4))).toBe('c');
  expect(lettersAt(UNITS, at(10, 14))).toBe('f');
  expect(lettersAt(UNITS, at(0, 4))).toBe('c, f and m');
});

test('other words have no letter, nor has what learners find by themselves', () => {
  for (const place of [at(0, 5), at(20, 24), { ...at(0, 4), source: 'report' }, null])
    expect(lettersAt(UNITS, place)).toBe('');
});
