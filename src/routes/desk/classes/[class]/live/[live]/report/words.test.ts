import { expect, test } from 'vitest';
import { saidInstead, saidMissed, saidNobodyMissed, saidOfStep } from './words.ts';

const pupil = (name: string, later = false) => ({ id: name, name, later });

test('who missed all of it, or some steps, is named once; who joined later missed nothing, and while it runs nobody has', () => {
  const all = {
    steps: [1, 2],
    all: true,
    learners: [pupil('calm lake'), pupil('late owl', true), pupil('wild tern')]
  };
  expect(saidMissed(all, false)).toEqual([
    { what: 'Missed all of it', names: ['calm lake', 'wild tern'] },
    { what: 'Joined the class later', names: ['late owl'] }
  ]);
  expect(saidMissed({ ...all, learners: [pupil('calm lake')] }, true)).toEqual([
    { what: 'Nothing yet', names: ['calm lake'] }
  ]);
  expect(saidMissed({ ...all, learners: [pupil('late owl', true)] }, false)).toEqual([
    { what: 'Joined the class later', names: ['late owl'] }
  ]);
  expect(saidMissed({ steps: [1, 3], all: false, learners: [pupil('calm lake')] }, false)).toEqual([
    { what: 'Missed steps 1 and 3', names: ['calm lake'] }
  ]);
  expect(saidNobodyMissed({ answered: 2 })).toBe('Nobody in the class missed a step that others answered.');
  expect(saidNobodyMissed({ answered: 0 })).toMatch(/^Nobody answered anything/);
});

const step = (
  first: number,
  second: number | null,
  changed = 0,
  more: Partial<Parameters<typeof saidOfStep>[0]> = {}
) =>
  saidOfStep({
    ...{ first: { of: first }, second: second === null ? null : { of: second } },
    ...{ changed: { of: second ?? 0, count: changed }, instead: 0, phase: 'revealed', ...more }
  }).join(' ');

test('one reading of a step’s sentences says how many gave something, and whose answers count both times', () => {
  expect(step(3, null)).toBe('3 answered something.');
  expect(step(4, 4, 1)).toBe(
    '4 answered something. The second time 1 of them changed something; the first answers of the other 3 count both times.'
  );
  expect(step(2, 2, 1)).toMatch(/; the first answer of the other one counts both times\.$/);
  expect(step(8, 8, 0)).toMatch(
    /The second time nobody changed anything: the first answers count both times\.$/
  );
  expect(step(8, 8, 8)).toMatch(/The second time all of them changed something\.$/);
  expect(step(1, 1, 0)).toBe(
    '1 answered something. The second time nothing was changed: the first answer counts both times.'
  );
  expect(step(4, 6, 4)).toMatch(/2 more answered something the second time only\.$/);
  expect(step(0, 2)).toBe('Nobody answered anything. 2 answered something the second time only.');
});

test('what is in none of a step’s figures is said, and that its key was not revealed', () => {
  expect(step(3, null, 0, { instead: 1, phase: 'shown' })).toBe(
    '3 answered something. 1 answer to another exercise that counts the same is in none of these figures. The key was not revealed.'
  );
});

test('what an item was read as instead is “most often” only where nothing else was given as often', () => {
  const given = (...counts: number[]) =>
    saidInstead(counts.map((count, i) => ({ name: ['States', '“500”', 'Absent'][i]!, count })));
  expect(given()).toBe('');
  expect(given(3)).toBe(', as “States”');
  expect(given(3, 2)).toBe(', most often as “States”');
  expect(given(2, 2)).toBe(', as “States” and as “500” equally often');
  expect(given(1, 1, 1)).toBe(', in 3 ways, each as often');
});
