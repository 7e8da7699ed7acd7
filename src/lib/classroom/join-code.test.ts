import { expect, test } from 'vitest';
import { isRunningOut, JOIN_CODE_DAYS, stillWorks, worksUntil } from './join-code.ts';

const DAY = 86_400_000;
const MORNING = Date.UTC(2026, 10, 27, 9);

test('a code works through the whole of the day that is shown', () => {
  const until = worksUntil(MORNING);
  expect(new Date(until).toISOString()).toBe('2026-12-27T23:59:59.999Z');
  expect(stillWorks(until, MORNING + JOIN_CODE_DAYS * DAY)).toBe(true);
  expect(stillWorks(until, until)).toBe(true);
  expect(stillWorks(until, until + 1)).toBe(false);
  expect(stillWorks(null, 0)).toBe(false);
});

test('a code is running out on its last day, and when it has', () => {
  const until = worksUntil(MORNING);
  expect(isRunningOut(until, until - DAY)).toBe(false);
  expect(isRunningOut(until, until - DAY + 1)).toBe(true);
  expect(isRunningOut(until, until + DAY)).toBe(true);
});
