import { expect, test } from 'vitest';
import { clicked, type Click } from '../classroom/live/clicks.ts';
import { newSession, type LiveState } from '../classroom/live/state.ts';
import { commonView, ownView, type LearnerView } from '../classroom/live/views.ts';
import { mayTake, openedSteps, saidOf, standingAt, wantedFor, type AtStep } from './standing.ts';

const NOW = 1_000_000;
const MINUTE = 60_000;

/** What a learner's device is told after these clicks, all of them at once. */
function told(...clicks: Click[]): LearnerView {
  const state = clicks.reduce<LiveState>(
    (state, click) => {
      const outcome = clicked(state, click, NOW);
      if ('refused' in outcome) throw new Error(outcome.refused);
      return outcome.state;
    },
    newSession(['a', 'b', 'c'])
  );
  const room = { version: clicks.length, state, seats: [], saved: [] };
  return { common: commonView(room, NOW), own: ownView(state, 'me', []) };
}

const go = (to: number): Click => ({ do: 'go', to });
const on = (part: string, ...names: ('open' | 'close' | 'show' | 'again' | 'reveal')[]): Click[] =>
  names.map((name) =>
    name === 'open' || name === 'again' ? { do: name, part, minutes: null } : { do: name, part }
  );
const step = (view: LearnerView, now = NOW, chosen: string | null = null) => {
  const standing = standingAt(view, now, chosen);
  expect(standing.is).toBe('step');
  return standing as AtStep;
};

test('before the first step a learner waits in the lobby', () => {
  expect(standingAt(told(), NOW, null)).toEqual({ is: 'lobby' });
});

test('a learner follows to the step that everybody is at', () => {
  expect(step(told(go(1)))).toMatchObject({ part: 'b', number: 2, of: 3, phase: 'waiting', round: null });
  expect(step(told(go(1), ...on('b', 'open')))).toMatchObject({ phase: 'open', round: 1, until: null });
  expect(step(told(go(1), ...on('b', 'open')), NOW, 'a').part).toBe('b');
});

test('answers are closed when the time is over, and not before', () => {
  const view = told(go(0), { do: 'open', part: 'a', minutes: 2 });
  expect(step(view, NOW + 2 * MINUTE - 1)).toMatchObject({ phase: 'open', until: NOW + 2 * MINUTE });
  expect(step(view, NOW + 2 * MINUTE)).toMatchObject({ phase: 'closed', until: null });
});

test('who has longer goes on answering while others are closed, in either round', () => {
  const more: Click = { do: 'longer', part: 'a', learner: 'me', minutes: 3 };
  const first = told(go(0), ...on('a', 'open', 'close'), more);
  expect(step(first)).toMatchObject({ phase: 'open', until: NOW + 3 * MINUTE });
  expect(step(first, NOW + 3 * MINUTE)).toMatchObject({ phase: 'closed', until: null });
  const second = told(go(0), ...on('a', 'open', 'close', 'again', 'close'), more);
  expect(step(second)).toMatchObject({ phase: 'again', round: 2 });
});

test('at their own pace a learner stays at the step that they chose, as long as it was opened', () => {
  const own: Click = { do: 'pace', pace: 'own' };
  const view = told(own, go(0), ...on('a', 'open', 'close', 'show'), go(1), ...on('b', 'open'));
  expect(openedSteps(view.common).map(({ part }) => part)).toEqual(['a', 'b']);
  expect(step(view, NOW, 'a')).toMatchObject({ part: 'a', phase: 'shown', present: false });
  expect(step(view, NOW, 'c')).toMatchObject({ part: 'b', present: true });
  expect(step(view, NOW, null)).toMatchObject({ part: 'b' });
});

test('who was taken out, and an ended session, come before everything else', () => {
  expect(standingAt(told(go(0), { do: 'out', learner: 'me' }), NOW, null)).toEqual({ is: 'out' });
  expect(standingAt(told(go(0), { do: 'end' }), NOW, null)).toEqual({ is: 'ended' });
});

test('a page asks anew for another step, another round, what is shown, and the key, and for nothing else', () => {
  const wanted = (...clicks: Click[]) => wantedFor(standingAt(told(...clicks), NOW, null));
  const [open, closed, shown, again, settled, revealed] = [
    wanted(go(0), ...on('a', 'open')),
    wanted(go(0), ...on('a', 'open', 'close')),
    wanted(go(0), ...on('a', 'open', 'close', 'show')),
    wanted(go(0), ...on('a', 'open', 'close', 'again')),
    wanted(go(0), ...on('a', 'open', 'close', 'again', 'close')),
    wanted(go(0), ...on('a', 'open', 'close', 'reveal'))
  ];
  expect(closed).toBe(open);
  expect(settled).toBe(again);
  expect(new Set([open, shown, again, revealed, wanted(go(1), ...on('b', 'open')), wanted()]).size).toBe(6);
  const place = { source: 's', start: 0, end: 4 };
  expect(wanted(go(0), ...on('a', 'open', 'close', 'show'), { do: 'point', part: 'a', place })).toBe(shown);
});

test('a first answer may be taken until what others gave is shown, a second one until the key is, and none after the end', () => {
  const takes = (...clicks: Click[]) =>
    ([1, 2] as const).map((round) => mayTake(told(go(0), ...clicks).common, 'a', round));
  expect(takes(...on('a', 'open', 'close'), go(1))).toEqual([true, false]);
  expect(takes(...on('a', 'open', 'close', 'again'))).toEqual([true, true]);
  expect(takes(...on('a', 'open', 'close', 'show'))).toEqual([false, false]);
  expect(takes(...on('a', 'open', 'close', 'show', 'again', 'close'))).toEqual([false, true]);
  expect(takes(...on('a', 'open', 'close', 'show', 'again', 'close', 'reveal'))).toEqual([false, false]);
  expect(takes(...on('a', 'open'), { do: 'end' })).toEqual([false, false]);
  expect(mayTake(told().common, 'elsewhere', 1)).toBe(false);
});

test('a change is said in words, and the step’s number where it is another one', () => {
  const lobby = standingAt(told(), NOW, null);
  const open = standingAt(told(go(0), ...on('a', 'open')), NOW, null);
  const closed = standingAt(told(go(0), ...on('a', 'open', 'close')), NOW, null);
  expect(saidOf(lobby, null)).toBe('');
  expect(saidOf(open, lobby)).toBe('Exercise 1 of 3. You can answer now.');
  expect(saidOf(closed, open)).toBe('Answers are closed. Look up front.');
  expect(saidOf(standingAt(told({ do: 'end' }), NOW, null), closed)).toBe('The session has ended.');
});
