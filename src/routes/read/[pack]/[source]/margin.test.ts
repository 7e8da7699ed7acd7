import { expect, test } from 'vitest';
import { apart } from './margin.ts';

test('names in the margin stand at their lines, and below each other where there is no room', () => {
  const short = { top: 0, names: ['naming'] };
  const long = { top: 40, names: ['presupposition', 'loaded modifier', 'naming'] };
  const next = { top: 72, names: ['agency'] };
  const [first, second, third] = apart([next, short, long]);
  expect([first, second]).toEqual([short, long]);
  expect(third!.names).toEqual(['agency']);
  expect(third!.top).toBeGreaterThan(72);
  expect(third!.top).toBeLessThan(100);
});
