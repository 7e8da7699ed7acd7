import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erasedOn, NOTICE_DAYS, retain, type Kept } from './retention.ts';

const DAY = 86_400_000;
const days = 400;
const end = 1000 * DAY;
const ended: Kept = { endedAt: end, announcedAt: null };
const on = (day: number) => end + day * DAY;

/** Checks on these days after the end, one after the other. @returns the day of erasure, or `null` */
function erasedAfter(checks: readonly number[], kept: Kept = ended): number | null {
  let before: number | null = null;
  let { announcedAt } = kept;
  for (const day of checks) {
    const outcome = retain({ ...kept, announcedAt }, { now: on(day), before, days });
    if (outcome.erase) return day;
    announcedAt = outcome.announcedAt;
    before = on(day);
  }
  return null;
}

const daily = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('a class that ended', () => {
  test('is announced thirty days before it is erased, and erased on that day', () => {
    const check = { before: on(369), days };
    expect(retain(ended, { ...check, now: on(369.9) })).toEqual({ announcedAt: null, erase: false });
    const { announcedAt } = retain(ended, { ...check, now: on(370) });
    expect(announcedAt).toBe(on(370));
    expect(erasedOn({ ...ended, announcedAt }, days)).toBe(on(400));
    expect(erasedAfter(daily(0, 500))).toBe(400);
  });

  test('is announced for thirty days where it should have been erased long ago', () => {
    expect(erasedAfter(daily(700, 800))).toBe(700 + NOTICE_DAYS);
  });

  test('is erased later where the server rested meanwhile, after a second notice of a week', () => {
    expect(erasedAfter([...daily(300, 380), ...daily(450, 500)])).toBe(457);
  });

  test('is erased also by a server that runs one day in two weeks', () => {
    expect(erasedAfter(daily(0, 60).map((n) => n * 14))).toBe(420);
  });

  test('that was opened again is kept, and its announcement is taken back', () => {
    expect(retain({ endedAt: null, announcedAt: on(380) }, { now: on(900), before: on(899), days })).toEqual({
      announcedAt: null,
      erase: false
    });
  });
});

describe('a clock that jumps', () => {
  test.each([
    ['far ahead at one check', [10, 11, 5000, 12, 13]],
    ['far ahead at two, apart', [10, 5000, 11, 12, 5031, 13]],
    ['far ahead at two with none between', [10, 5000, 5031, 11]],
    ['ahead while it is announced', [...daily(365, 375), 5000, ...daily(376, 399)]],
    ['to long ago and back', [10, -20_000, 11, 12]]
  ])('%s erases nothing', (_, checks) => expect(erasedAfter(checks)).toBeNull());

  test('ahead and put right again does not bring the erasure forward', () => {
    const checks = [...daily(0, 20), 5000, ...daily(21, 500)];
    expect(erasedAfter(checks)).toBe(400);
  });

  test('erases nothing however it jumps, unless checks saw the notice stand for a week, the last not long ago', () => {
    let erased = 0;
    const steps = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(steps, (moves) => {
        let day = 380;
        const checks = moves.map((move) => (day += move));
        const at = erasedAfter(checks);
        if (at === null) return;
        erased += 1;
        const places = checks.flatMap((check, i) => (check === at ? [i] : []));
        const stood = places.some(
          (i) => checks[i - 1]! > at - NOTICE_DAYS && checks.slice(0, i).some((check) => check <= at - 7)
        );
        expect(stood).toBe(true);
        expect(at).toBeGreaterThanOrEqual(days);
      }),
      { numRuns: 2000, seed: 1 }
    );
    expect(erased).toBeGreaterThan(50);
  });
});
