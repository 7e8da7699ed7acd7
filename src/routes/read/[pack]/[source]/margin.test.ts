import { expect, test } from 'vitest';
import { apart } from './margin.ts';

test('names in the margin stand at their lines, and below each other where there is no room', () => {
  const [first, second, third, fourth] = apart(
    [{ top: 0 }, { top: 40 }, { top: 72 }, { top: 74 }],
    [14, 42, 14, 14]
  );
  expect([first, second]).toEqual([0, 40]);
  expect(third).toBeGreaterThanOrEqual(40 + 42);
  expect(third).toBeLessThan(100);
  expect(fourth).toBeGreaterThanOrEqual(third! + 14);
});
