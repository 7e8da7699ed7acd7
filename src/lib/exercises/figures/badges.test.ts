import { expect, test } from 'vitest';
import { badgeOf, rowBadge } from './badges.ts';

const named = (...ids: string[]) => ids.map((id) => ({ id }));
const item = {
  rows: named('killed', 'taken').map((row) => ({ ...row, counted: row.id })),
  pairs: named('p1', 'p2').map((pair) => ({
    ...pair,
    a: { source: 'x', start: 0, end: 1, quote: '6' },
    b: { source: 'y', start: 0, end: 1, quote: '6' }
  })),
  questions: []
};

test('a row has one letter in all its cells and in what is said of its numbers, and pairs have others', () => {
  expect([rowBadge(0), rowBadge(1)]).toEqual(['a', 'b']);
  expect(badgeOf(item, 'cells', 'taken@x')).toBe('b');
  expect(badgeOf(item, 'relations', 'taken@x~y')).toBe('b');
  expect(badgeOf(item, 'origins', 'killed@y')).toBe('a');
  expect(badgeOf(item, 'pairs', 'p1')).toBe('c');
  expect(badgeOf(item, 'pairs', 'p2')).toBe('d');
  expect(badgeOf(item, 'cells', 'lost@x')).toBe('');
});
