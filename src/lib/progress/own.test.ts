import { expect, test } from 'vitest';
import { cacheOf, isOurCache, rootOf } from './own.ts';

const BASES = ['', '/x', '/x/1', '/x-1', '/x/1/exercise'];

test('at the top of an origin the names are what they have always been', () => {
  expect(rootOf('')).toBe('whose-words/');
  expect(cacheOf('', 'abc')).toBe('whose-words-abc');
});

test('no copy of the site takes another’s records or caches for its own', () => {
  for (const one of BASES)
    for (const other of BASES) {
      expect(isOurCache(one, cacheOf(other, '1-exercise'))).toBe(one === other);
      expect(`${rootOf(other)}1/exercise/a/b`.startsWith(rootOf(one))).toBe(one === other);
    }
});
