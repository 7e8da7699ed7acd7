import { expect, test } from 'vitest';
import { lettered } from './lettered.ts';

test('what is asked about is known by letters, each by its own, and by none that looks like a figure or is a word', () => {
  const all = Array.from({ length: 72 }, (_, i) => lettered(i + 1));
  expect(all.slice(0, 3)).toEqual(['a', 'b', 'c']);
  expect(all.slice(23, 26)).toEqual(['z', 'aa', 'bb']);
  expect(new Set(all).size).toBe(72);
  for (const one of all) expect(one).toMatch(/^([a-km-np-z])\1*$/);
});
