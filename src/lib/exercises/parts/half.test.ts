import { expect, test } from 'vitest';
import { askedOpen } from './asked-open.ts';
import { stillOpen } from './half.ts';

const half = [{ count: 1, owed: 'no cue' }];

test('what is half answered is not open as well', () => {
  expect(stillOpen({ given: 14, of: 17, half })).toBe(2);
  expect(stillOpen({ given: 16, of: 17, half })).toBe(0);
  expect(stillOpen({ given: 3, of: null })).toBeNull();
});

test('before a check it is said what is open, and where nothing is, what is half answered', () => {
  expect(askedOpen({ given: 14, of: 17, half, what: 'stretch' })).toBe('2 of 17 stretches are still open');
  expect(askedOpen({ given: 16, of: 17, half, what: 'statement' })).toBe(
    '1 of 17 statements is half answered'
  );
  expect(askedOpen({ given: 0, of: 1 })).toBe('1 of 1 item is still open');
  expect(askedOpen({ given: 9, of: 59, what: 'answer', says: 'Numbers: 9 of 18' })).toBe(
    '50 of 59 answers are still open'
  );
});
