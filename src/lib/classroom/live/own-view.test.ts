import { expect, test } from 'vitest';
import { newSession, type LivePhase, type LiveState } from './state.ts';
import { ownView } from './views.ts';

test('a learner is told which steps they are done with in the round that is under way, on whichever device they said so', () => {
  const at = (phase: LivePhase, twice: boolean): LiveState => {
    const state = newSession(['a', 'b']);
    return { ...state, at: 0, steps: state.steps.map((step) => ({ ...step, phase, twice })) };
  };
  const saved = [
    { part: 'a', round: 1 as const, learner: 'me', revision: 2, done: true },
    { part: 'b', round: 1 as const, learner: 'me', revision: 1, done: false },
    { part: 'b', round: 2 as const, learner: 'me', revision: 1, done: true }
  ];
  expect(ownView(at('open', false), 'me', saved)).toMatchObject({ saves: 4, done: ['a'] });
  expect(ownView(at('again', true), 'me', saved).done).toEqual(['b']);
  expect(ownView(at('waiting', false), 'me', saved).done).toEqual([]);
});

test('a learner is told what they are called where an instructor has looked at the name since they came in', () => {
  const called = (named: boolean) =>
    ownView(newSession(['a']), 'me', [], { name: 'quiet heron', named }).name;
  expect([called(true), called(false)]).toEqual(['quiet heron', null]);
});
