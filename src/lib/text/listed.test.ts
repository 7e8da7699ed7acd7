import { expect, test } from 'vitest';
import { listed } from './listed.ts';

test('things in a sentence have “and” before the last, and no comma there', () => {
  const of = ['a', 'b', 'c', 'd'];
  expect([0, 1, 2, 4].map((many) => listed(of.slice(0, many)))).toEqual([
    '',
    'a',
    'a and b',
    'a, b, c and d'
  ]);
});
