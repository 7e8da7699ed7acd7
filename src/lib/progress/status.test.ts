import { expect, test } from 'vitest';
import { record } from './fixture.ts';
import type { LessonRecord } from './schema.ts';
import { lessonStatus, stoodIn } from './status.ts';

const lesson = {
  slug: 'l',
  title: '',
  summary: '',
  minutes: 5,
  skill: '',
  contains: '',
  exercises: ['a', 'b'],
  standIns: { a: 'other/a', b: 'other/b' }
};
const kept = (instead: boolean, ...done: string[]) => ({
  exercises: new Map(done.map((name) => [name, record()])),
  lessons: new Map<string, LessonRecord>([['p/l', { at: 1, begun: 1, finished: null, instead, texts: {} }]])
});

test('an exercise that was done goes on counting when stand-ins are taken: either of the two counts', () => {
  expect(lessonStatus('p', lesson, kept(false, 'p/a', 'other/b'))).toMatchObject({ done: 1, state: 'begun' });
  expect(lessonStatus('p', lesson, kept(true, 'p/a', 'other/b'))).toMatchObject({ done: 2, state: 'done' });
  expect(lessonStatus('p', lesson, kept(true, 'p/a', 'other/a'))).toMatchObject({ done: 1, of: 2 });
});

test('an exercise is stood in for where the learner takes stand-ins and has done that one', () => {
  expect(stoodIn('p', lesson, 'a', kept(true, 'other/a'))).toBe(true);
  expect(stoodIn('p', lesson, 'b', kept(true, 'other/a'))).toBe(false);
  expect(stoodIn('p', lesson, 'a', kept(false, 'other/a'))).toBe(false);
});
