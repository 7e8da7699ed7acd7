import { expect, test } from 'vitest';
import { attempt, record } from '$lib/progress/fixture.ts';
import { toRedo } from './redo.ts';

const lesson = {
  ...{ slug: 'l', title: '', summary: '', minutes: 5, skill: '', contains: '' },
  ...{ exercises: ['a', 'b', 'c'], standIns: { a: 'other/a', b: 'other/b', c: 'other/c' } }
};
const scored = (score: number) => record({ latest: attempt({ score }) });
const lessons = (instead: boolean) => new Map([['p/l', { instead }]]);

test('the two weakest exercises of a lesson are proposed, what was never checked first', () => {
  const exercises = new Map([
    ['p/a', scored(0.9)],
    ['p/b', scored(-0.2)]
  ]);
  expect(toRedo('p', lesson, { exercises, lessons: lessons(false) })).toEqual(['p/c', 'p/b']);
  expect(toRedo('p', lesson, { exercises: new Map(), lessons: new Map() })).toEqual(['p/a', 'p/b']);
});

test('who takes stand-ins is shown those', () => {
  const exercises = new Map([
    ['other/a', scored(1)],
    ['p/a', scored(0)]
  ]);
  expect(toRedo('p', lesson, { exercises, lessons: lessons(true) })).toEqual(['other/b', 'other/c']);
});
