import { expect, test } from 'vitest';
import { detection } from '../scoring/detection.ts';
import { attempt } from './fixture.ts';
import { lessonAfter, lessonStatus, nextLesson } from './status.ts';
import { cautionWords, pooledCalibration, pooledDetection } from './words.ts';

const of = (...counts: [number, number, number, number]) => detection('source', ...counts);
const summary = (counts: Parameters<typeof of>) => ({ ...attempt().summary, detection: of(...counts) });

test('counts are pooled before anything is computed from them', () => {
  const pooled = pooledDetection('source', [summary([3, 4, 1, 6]), attempt().summary, summary([6, 6, 0, 4])]);
  expect(pooled).toMatchObject({ hits: 9, signals: 10, falseAlarms: 1, noise: 10 });
  expect(pooledDetection('source', [attempt().summary])).toBeNull();
  expect(pooledDetection('source', [summary([0, 0, 0, 9])])).toBeNull();
});

test('attempts that were mostly left open say nothing of a habit; a text that was marked is read whole', () => {
  const open = { ...summary([3, 4, 1, 5]), answered: { given: 9, of: 26 } };
  expect(pooledDetection('source', [open])).toBeNull();
  const marked = { ...summary([3, 9, 1, 14]), answered: { given: 4, of: 9 } };
  expect(pooledDetection('source', [open, marked])).toMatchObject({ hits: 3, signals: 9, noise: 14 });
  const sure = { items: 9, meanSure: 0.9, shareRight: 0.5, brier: 0.2 };
  expect(pooledCalibration([{ ...open, calibration: sure }])).toBeNull();
});

test('where there is little to go by, that is said', () => {
  expect(cautionWords(of(2, 3, 1, 4))).toBe('This rests on 7 decisions only.');
  expect(cautionWords(of(2, 6, 1, 6))).toBe('');
});

test('calibration is weighted by items', () => {
  const sureOf = (items: number, meanSure: number, shareRight: number) => ({
    ...attempt().summary,
    answered: { given: items, of: items },
    calibration: { items, meanSure, shareRight, brier: 0.2 }
  });
  const pooled = pooledCalibration([sureOf(30, 0.9, 0.5), sureOf(10, 0.5, 0.5)])!;
  expect(pooled).toMatchObject({ items: 40, shareRight: 0.5 });
  expect(pooled.meanSure).toBeCloseTo(0.8);
});

const lesson = (slug: string, exercises: string[] = []) => ({
  slug,
  title: slug,
  summary: '',
  minutes: 5,
  skill: '',
  contains: '',
  exercises,
  standIns: { z: 'q/s' }
});
const pack = (slug: string, ...lessons: ReturnType<typeof lesson>[]) => ({
  slug,
  title: slug,
  summary: '',
  contains: '',
  lessons,
  exercises: []
});
const packs = [pack('p', lesson('01-a', ['x', 'y']), lesson('02-b', ['z'])), pack('q', lesson('01-c'))];
const kept = (
  exercises: Record<string, [attempts: number, at: number]>,
  lessons: Record<string, number | null> = {}
) => ({
  exercises: new Map(
    Object.entries(exercises).map(([k, [attempts, at]]) => [k, { attempts, at, answer: null }])
  ),
  lessons: new Map(
    Object.entries(lessons).map(([k, finished]) => [k, { at: 1, finished, instead: k === 'p/02-b' }])
  )
});

test('a lesson is done when every exercise was checked; one without exercises when it was finished', () => {
  expect(lessonStatus('p', packs[0]!.lessons[0]!, kept({ 'p/x': [1, 5] }))).toMatchObject({
    state: 'begun',
    done: 1,
    of: 2,
    at: 5
  });
  expect(lessonStatus('p', packs[0]!.lessons[0]!, kept({ 'p/x': [1, 5], 'p/y': [2, 6] })).state).toBe('done');
  expect(lessonStatus('q', packs[1]!.lessons[0]!, kept({}, { 'q/01-c': 9 })).state).toBe('done');
});

test('where a learner takes the stand-in, it counts, and only then', () => {
  const lesson = packs[0]!.lessons[1]!;
  expect(lessonStatus('p', lesson, kept({ 'q/s': [1, 5] })).state).toBe('new');
  expect(lessonStatus('p', lesson, kept({ 'q/s': [1, 5] }, { 'p/02-b': null }))).toMatchObject({
    state: 'done',
    done: 1,
    of: 1
  });
});

test('one continues what was begun last, else begins what is new, until all is done', () => {
  expect(nextLesson(packs, kept({}))).toMatchObject({ pack: 'p', lesson: { slug: '01-a' }, begun: false });
  expect(nextLesson(packs, kept({ 'p/x': [1, 5], 'p/z': [0, 9] }))).toMatchObject({
    lesson: { slug: '02-b' },
    begun: true
  });
  const all = kept({ 'p/x': [1, 1], 'p/y': [1, 1], 'p/z': [1, 1] }, { 'q/01-c': 3 });
  expect(nextLesson(packs, all)).toBeNull();
  expect(lessonAfter(packs, 'p', '02-b')).toMatchObject({ pack: 'q', lesson: { slug: '01-c' } });
  expect(lessonAfter(packs, 'q', '01-c')).toBeNull();
});
