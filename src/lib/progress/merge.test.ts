import { expect, test } from 'vitest';
import { mergeLesson } from './merge.ts';
import type { LessonRecord } from './schema.ts';

const lesson = (change: Partial<LessonRecord>): LessonRecord => ({
  ...{ at: 1, begun: 1, finished: null, instead: false, texts: {} },
  ...change
});
const held = (at: number, right: number) => ({ at, right, of: 3 });

test('a lesson was finished when it was first finished', () => {
  const [a, b] = [lesson({ finished: 50 }), lesson({ at: 2, finished: 20 })];
  expect(mergeLesson(a, b).finished).toBe(20);
  expect(mergeLesson(b, a).finished).toBe(20);
  expect(mergeLesson(a, lesson({})).finished).toBe(50);
});

test('answers of both are kept, and of the same question the newer record’s', () => {
  const mine = lesson({ at: 5, recalled: { x: 'yes', y: 'no' } });
  const theirs = lesson({ at: 9, recalled: { y: 'yes', z: 'no' } });
  expect(mergeLesson(mine, theirs).recalled).toEqual({ x: 'yes', y: 'yes', z: 'no' });
  expect(mergeLesson(theirs, mine).recalled).toEqual({ x: 'yes', y: 'yes', z: 'no' });
});

test('of two checks the one that was done first counts, with its answers', () => {
  const first = lesson({ at: 9, later: { answers: { x: 'no' }, held: held(10, 1), left: null } });
  const second = lesson({ at: 20, later: { answers: { x: 'yes', y: 'yes' }, held: held(20, 3), left: 7 } });
  for (const merged of [mergeLesson(first, second), mergeLesson(second, first)])
    expect(merged.later).toEqual({ answers: { x: 'no', y: 'yes' }, held: held(10, 1), left: 7 });
});

test('a check that is done counts before one that is begun, whichever record is newer', () => {
  const done = { answers: { x: 'no' }, held: held(10, 1), left: null };
  const begun = { answers: { x: 'yes' }, held: null, left: null };
  for (const [a, b] of [
    [1, 2],
    [2, 1]
  ] as const)
    expect(mergeLesson(lesson({ at: a, later: done }), lesson({ at: b, later: begun })).later).toEqual(done);
});

test('a record from before there were questions joins one of today, and two of them stay as they were', () => {
  const today = lesson({ at: 9, recalled: { x: 'yes' }, later: { answers: {}, held: null, left: 4 } });
  expect(mergeLesson(lesson({}), today)).toMatchObject({ recalled: { x: 'yes' }, later: { left: 4 } });
  expect(mergeLesson(lesson({}), lesson({ at: 3 }))).toEqual(lesson({ at: 3 }));
});
