import { afterEach, describe, expect, test, vi } from 'vitest';
import { attempt, record } from './fixture.ts';
import {
  allChecks,
  daysWords,
  finishedAt,
  heldWords,
  laterState,
  localDay,
  offered,
  withAnswer,
  type DayOf
} from './later.ts';
import type { LessonRecord } from './schema.ts';
import type { Question, ShelfPack } from './shelf.ts';

afterEach(() => vi.unstubAllEnvs());

const lesson = (slug: string, ...exercises: string[]) => ({
  ...{ slug, title: slug, summary: '', minutes: 5, skill: '', contains: '', exercises },
  standIns: { a: 'other/a' }
});
const shelf = (...lessons: ShelfPack['lessons']): ShelfPack[] => [
  { slug: 'p', title: '', summary: '', contains: '', lessons, exercises: [] }
];
const lessonRecord = (change: Partial<LessonRecord> = {}): LessonRecord => ({
  ...{ at: 0, begun: 0, finished: null, instead: false, texts: {} },
  ...change
});
const checkedAt = (at: number) => record({ first: attempt({ at }), latest: attempt({ at: at + 1e9 }) });
const kept = (exercises: Record<string, number>, lessons: Record<string, Partial<LessonRecord>> = {}) => ({
  exercises: new Map(Object.entries(exercises).map(([name, at]) => [name, checkedAt(at)])),
  lessons: new Map(Object.entries(lessons).map(([name, change]) => [name, lessonRecord(change)]))
});

const MONDAY = Date.UTC(2026, 10, 2, 18, 30);
const DAY = 86_400_000;
const utc: DayOf = (at) => Math.floor(at / DAY);

describe('A lesson is finished', () => {
  test('when the last of its exercises was first checked, however often it was checked since', () => {
    expect(finishedAt('p', lesson('l', 'a', 'b'), kept({ 'p/a': 300, 'p/b': 200 }))).toBe(300);
  });

  test('not before each of them was checked', () => {
    expect(
      finishedAt('p', lesson('l', 'a', 'b'), kept({ 'p/a': 300 }, { 'p/l': { finished: 400 } }))
    ).toBeNull();
  });

  test('by a stand-in where the learner takes those, by whichever of the two came first', () => {
    const both = { 'p/a': 900, 'other/a': 500 };
    expect(finishedAt('p', lesson('l', 'a'), kept(both, { 'p/l': { instead: true } }))).toBe(500);
    expect(finishedAt('p', lesson('l', 'a'), kept(both))).toBe(900);
  });

  test('when the learner says so, where it has no exercise', () => {
    expect(finishedAt('p', lesson('l'), kept({}, { 'p/l': { finished: 700 } }))).toBe(700);
    expect(finishedAt('p', lesson('l'), kept({}, { 'p/l': {} }))).toBeNull();
  });
});

describe('The check of a lesson', () => {
  const state = (now: number, day: DayOf = utc, change: Partial<LessonRecord> = {}) =>
    laterState('p', lesson('l', 'a'), kept({ 'p/a': MONDAY }, { 'p/l': change }), now, day);

  test('is due from the first moment of the seventh day on, and not a moment before', () => {
    const monday = Date.UTC(2026, 10, 9);
    expect(state(MONDAY)).toMatchObject({ is: 'waits', days: 7 });
    expect(state(monday - 1)).toMatchObject({ is: 'waits', days: 1 });
    expect(state(monday)).toMatchObject({ is: 'due', days: 7, left: false });
    expect(state(monday + 30 * DAY)).toMatchObject({ is: 'due', days: 37 });
  });

  test('is due at an earlier hour than the lesson was finished at', () => {
    expect(state(Date.UTC(2026, 10, 9, 8))).toMatchObject({ is: 'due', days: 7 });
  });

  test.each([
    ['back in autumn', 'Europe/Berlin', [2026, 9, 23, 23, 30], [2026, 9, 30, 0, 0]],
    ['forward in spring', 'Europe/Berlin', [2027, 2, 25, 0, 10], [2027, 3, 1, 0, 0]],
    [
      'forward at midnight, so that a day has no first hour',
      'Africa/Cairo',
      [2026, 3, 17, 12, 0],
      [2026, 3, 24, 0, 0]
    ]
  ] as const)('counts days of the calendar where the clock goes %s', (_, zone, then, due) => {
    vi.stubEnv('TZ', zone);
    const finished = new Date(...(then as [number, number, number, number, number])).getTime();
    const at = new Date(...(due as [number, number, number, number, number])).getTime();
    const check = (now: number) =>
      laterState('p', lesson('l', 'a'), kept({ 'p/a': finished }), now, localDay);
    expect(check(at)).toMatchObject({ is: 'due', days: 7 });
    expect(check(at - 1)).toMatchObject({ is: 'waits', days: 1 });
  });

  test('waits where the clock was set back behind the lesson, and is due again when it has caught up', () => {
    expect(state(MONDAY - 400 * DAY)).toMatchObject({ is: 'waits', days: 407 });
    expect(state(MONDAY + 7 * DAY)).toMatchObject({ is: 'due' });
  });

  test('is not offered where the lesson is not finished', () => {
    expect(laterState('p', lesson('l', 'a', 'b'), kept({ 'p/a': 1 }), MONDAY, utc)).toEqual({ is: 'none' });
  });

  test('is done once its result is there, also where the lesson has got another exercise since', () => {
    const held = { at: 5, right: 2, of: 3 };
    const later = { answers: {}, held, left: null };
    expect(state(MONDAY, utc, { later })).toEqual({ is: 'done', finished: MONDAY, held });
    expect(
      laterState('p', lesson('l', 'a', 'new'), kept({ 'p/a': 1 }, { 'p/l': { later } }), MONDAY, utc)
    ).toEqual({ is: 'done', finished: null, held });
  });

  test('is due and left where the learner does not want it: it is not offered, and can be done', () => {
    const later = { answers: {}, held: null, left: 6 };
    expect(state(MONDAY + 8 * DAY, utc, { later })).toMatchObject({ is: 'due', left: true });
  });
});

describe('Of several checks', () => {
  const packs = shelf(lesson('l', 'a'), lesson('m', 'b'), lesson('n', 'c'), lesson('o', 'd'));
  const now = MONDAY + 20 * DAY;

  test('the one that has waited longest is offered first, and those that were left are not', () => {
    const records = kept(
      { 'p/a': MONDAY + 3 * DAY, 'p/b': MONDAY, 'p/c': MONDAY - DAY, 'p/d': now },
      { 'p/n': { later: { answers: {}, held: null, left: 1 } } }
    );
    expect(offered(allChecks(packs, records, now, utc)).map(({ lesson }) => lesson.slug)).toEqual(['m', 'l']);
    expect(allChecks(packs, records, now, utc).map(({ lesson, state }) => [lesson.slug, state.is])).toEqual([
      ['l', 'due'],
      ['m', 'due'],
      ['n', 'due'],
      ['o', 'waits']
    ]);
  });
});

describe('An answer to a check', () => {
  const questions = ['x', 'y', 'z'].map((id): Question => ({
    ...{ id, sentence: null, ask: 'Is it?', options: ['yes', 'no'], answer: 'yes', because: '', from: [] }
  }));

  test('is kept, and the last one makes the result, which stays as it is', () => {
    let later = withAnswer(undefined, questions, 'x', 'yes', 10);
    expect(later).toEqual({ answers: { x: 'yes' }, held: null, left: null });
    later = withAnswer({ ...later, left: 3 }, questions, 'y', 'no', 20);
    expect(later.held).toBeNull();
    later = withAnswer(later, questions, 'z', 'yes', 30);
    expect(later).toEqual({
      answers: { x: 'yes', y: 'no', z: 'yes' },
      held: { at: 30, right: 2, of: 3 },
      left: 3
    });
    const another = [...questions, { ...questions[0]!, id: 'new' }];
    expect(withAnswer(later, another, 'new', 'yes', 40).held).toEqual(later.held);
  });

  test('is the first one to its question', () => {
    const later = withAnswer(undefined, questions, 'x', 'no', 10);
    expect(withAnswer(later, questions, 'x', 'yes', 20).answers).toEqual({ x: 'no' });
  });
});

test('what came of it is said in words', () => {
  expect(heldWords({ right: 2, of: 3 })).toBe('Held after a week: two of three');
  expect(heldWords({ right: 0, of: 3 })).toBe('Held after a week: none of three');
  expect(daysWords(7)).toBe('seven days');
  expect(daysWords(12)).toBe('12 days');
});
