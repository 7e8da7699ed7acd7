import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countedPoints,
  counting,
  isTakenOver,
  partPoints,
  shownMark,
  sparesIn,
  withoutPoints,
  workMark,
  type Attempt
} from './marks.ts';

const score = fc.double({ min: -1, max: 1, noNaN: true });
const part = fc.record({
  score: fc.option(score),
  override: fc.option(fc.integer({ min: 0, max: 100 }))
});
const parts = fc.array(part, { minLength: 1, maxLength: 12 });
const attempts = fc
  .array(fc.record({ done: fc.boolean(), parts }), { maxLength: 5 })
  .map((list): Attempt[] => list.map((one, i) => ({ number: i + 1, ...one })));

test('points are the score in whole hundredths, never below 0; an instructor’s own stand in their place', () => {
  expect(partPoints({ score: 0.6251, override: null })).toBe(63);
  expect(partPoints({ score: -0.4, override: null })).toBe(0);
  expect(partPoints({ score: null, override: null })).toBe(0);
  expect(partPoints({ score: 0.2, override: 80 })).toBe(80);
  expect(partPoints({ score: null, override: 0 })).toBe(0);
});

test('a mark is the mean of its parts, one without an answer counting 0', () => {
  const one = { score: 1, override: null };
  expect(workMark([one, { score: null, override: null }])).toBe(50);
  expect(workMark([one, { score: 0.5, override: 80 }, { score: 0, override: null }])).toBe(60);
  expect(workMark([])).toBeNull();
  expect(shownMark(100 / 3)).toBe(33.3);
});

test('where parts without an answer are left out, they count nothing; own points count all the same', () => {
  const [one, none] = [
    { score: 1, override: null },
    { score: null, override: null, spared: true }
  ];
  expect(workMark([one, none])).toBe(100);
  expect(workMark([one, { ...none, override: 40 }])).toBe(70);
  expect(workMark([one, { ...none, score: 0 }])).toBe(50);
  expect(workMark([none])).toBeNull();
  expect([one, none].map(countedPoints)).toEqual([100, null]);
});

test('the best attempt is the one with the highest mark, also where parts were left out of that', () => {
  const spared = { score: null, override: null, spared: true };
  const attempts: Attempt[] = [
    { number: 1, done: true, parts: [{ score: 0.9, override: null }, spared] },
    { number: 2, done: true, parts: [1, 0.5].map((score) => ({ score, override: null })) }
  ];
  expect(counting(attempts, 'best')!.number).toBe(1);
  expect(counting(attempts.slice(1), 'best')!.number).toBe(2);
});

test('they are left out of works that were taken over, and of none that is begun later', () => {
  expect([5, 6].map((at) => sparesIn({ leftOutUntil: 5 }, at))).toEqual([true, false]);
  expect(sparesIn({}, 0)).toBe(false);
});

test('works were taken over up to a time, also where older marks say only what they left out', () => {
  const taken = (settings: Parameters<typeof isTakenOver>[0]) =>
    [5, 6].map((at) => isTakenOver(settings, at));
  expect(taken({ takenOverUntil: 5 })).toEqual([true, false]);
  expect(taken({ leftOutUntil: 5 })).toEqual([true, false]);
  expect(taken({})).toEqual([false, false]);
});

test('why a part has no points of the check: only what was taken over had too little, and own points say it themselves', () => {
  const none = { score: null, override: null, answered: true, takenOver: true };
  expect(withoutPoints(none)).toBe('too-little');
  expect(withoutPoints({ ...none, takenOver: false })).toBe('unmarked');
  expect(withoutPoints({ ...none, answered: false })).toBe('nothing');
  expect(withoutPoints({ ...none, override: 60 })).toBeNull();
  expect(withoutPoints({ ...none, override: 60, answered: false })).toBe('nothing');
  expect(withoutPoints({ ...none, score: -0.2 })).toBeNull();
});

test('a mark lies between 0 and 100, whatever the order of its parts', () => {
  fc.assert(
    fc.property(parts, (list) => {
      const mark = workMark(list)!;
      expect(mark).toBeGreaterThanOrEqual(0);
      expect(mark).toBeLessThanOrEqual(100);
      expect(workMark([...list].reverse())).toBeCloseTo(mark, 9);
    })
  );
});

test('a better score never lowers a mark', () => {
  fc.assert(
    fc.property(parts, fc.nat(), score, (list, pick, other) => {
      const at = pick % list.length;
      const better = list.map((one, i) =>
        i === at ? { ...one, score: Math.max(one.score ?? -1, other) } : one
      );
      expect(workMark(better)!).toBeGreaterThanOrEqual(workMark(list)!);
    })
  );
});

test('the first, the last or the best of the attempts that are done counts', () => {
  const of = (number: number, points: number, done = true): Attempt => ({
    number,
    done,
    parts: [{ score: points / 100, override: null }]
  });
  const list = [of(2, 70), of(1, 40), of(4, 90, false), of(3, 70)];
  expect(counting(list, 'first')?.number).toBe(1);
  expect(counting(list, 'last')?.number).toBe(3);
  expect(counting(list, 'best')?.number).toBe(2);
  expect(counting([of(1, 90, false)], 'best')).toBeNull();
});

test('where the best counts, no other would have been better, and one more attempt never lowers it', () => {
  fc.assert(
    fc.property(attempts, fc.record({ done: fc.boolean(), parts }), (list, more) => {
      const best = counting(list, 'best');
      const mark = best ? workMark(best.parts)! : 0;
      for (const one of list) if (one.done) expect(mark).toBeGreaterThanOrEqual(workMark(one.parts)!);
      const then = counting([...list, { number: list.length + 1, ...more }], 'best');
      expect(then ? workMark(then.parts)! : 0).toBeGreaterThanOrEqual(mark);
      for (const counts of ['first', 'last'] as const)
        expect(counting(list, counts)?.done ?? true).toBe(true);
    })
  );
});
