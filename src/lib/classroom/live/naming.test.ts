import { expect, test } from 'vitest';
import { LONGEST, newStep } from '../draft.ts';
import { catalogue } from '../fixture.ts';
import { calledOf, dayOf, MADE_OF, saidSteps, titleOf, toldTitle } from './naming.ts';

const lesson = newStep(catalogue, 'lesson', 'warm', '01-first');
const exercise = newStep(catalogue, 'exercise', 'hard', 'letter');
const here = { className: 'Media 7b', day: '27 November' };

test('a session that nobody names is called by its only step, or by the class and the day', () => {
  expect(calledOf(catalogue, [lesson], here)).toBe('The lesson 01-first');
  expect(calledOf(catalogue, [exercise], here)).toBe('The exercise letter');
  expect(calledOf(catalogue, [exercise, lesson], here)).toBe('Media 7b, 27 November');
  expect(calledOf(catalogue, [], here)).toBe('Media 7b, 27 November');
});

test('a name is never longer than may be stored', () => {
  const className = 'a'.repeat(LONGEST.title);
  expect(calledOf(catalogue, [], { ...here, className })).toHaveLength(LONGEST.title);
});

test('a step that is in no pack any more is called by its slug', () => {
  expect(titleOf(catalogue, { of: 'exercise', pack: 'warm', slug: 'gone' })).toBe('gone');
});

test('the day is that of whoever starts it', () => {
  const late = Date.parse('2026-11-27T23:30:00Z');
  expect(dayOf(late, 'UTC')).toBe('27 November');
  expect(dayOf(late, 'Europe/Vienna')).toBe('28 November');
});

test('marks of a session have its name for learners, and no words that only an instructor needs', () => {
  expect(toldTitle(`Today${MADE_OF.last}`)).toBe('Today');
  expect(toldTitle(`Today${MADE_OF.first}`)).toBe('Today: first answers');
  expect(toldTitle('Homework (live)')).toBe('Homework (live)');
});

test('steps are named by their numbers, as one says them', () => {
  expect([[2], [1, 3], [1, 2, 4]].map(saidSteps)).toEqual(['step 2', 'steps 1 and 3', 'steps 1, 2 and 4']);
});
