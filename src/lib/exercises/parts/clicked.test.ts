import { expect, test } from 'vitest';
import { clickedOf } from './clicked.ts';

test('a click is about the stretch that begins there, else about the shortest one there that the class gave', () => {
  const stretch = (id: string, start: number, end: number, given = true) => ({
    id,
    start,
    end,
    given,
    class: ''
  });
  const [outer, inner] = [stretch('outer', 0, 90), stretch('inner', 10, 20)];
  const key = stretch('key', 10, 12, false);
  expect(clickedOf({ on: [outer, inner, key], opens: [inner, key] })).toBe(inner);
  expect(clickedOf({ on: [inner, outer], opens: [outer] })).toBe(outer);
  expect(clickedOf({ on: [outer, inner], opens: [] })).toBe(inner);
  expect(clickedOf({ on: [key], opens: [key] })).toBeNull();
});
