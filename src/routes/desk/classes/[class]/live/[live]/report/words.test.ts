import { expect, test } from 'vitest';
import { saidOfStep, whoMissed } from './words.ts';

const out = [{ name: 'late owl', answers: 0 }];

test('it is said how many gave nothing, who joined later apart, and that nobody is in the class only where nobody is', () => {
  const said = (
    answered: number,
    missed: string[],
    later: number,
    out: Parameters<typeof whoMissed>[0]['out']
  ) => whoMissed({ answered, missed, later, out });
  expect(said(1, ['calm lake', 'quiet heron'], 0, out)).toBe('2 learners gave nothing.');
  expect(said(1, ['calm lake'], 1, out)).toBe('1 learner gave nothing, and 1 joined the class later.');
  expect(said(1, [], 2, [])).toBe('2 learners joined the class later.');
  expect(said(2, [], 0, [])).toBe('Everybody in the class answered something.');
  expect(said(2, [], 0, out)).toBe('Everybody else in the class answered something.');
  expect(said(0, [], 0, out)).toBeNull();
  expect(said(0, [], 0, [])).toBe('Nobody is in the class yet.');
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

test('one reading of a step’s sentences says how many answered, and whose answers count both times', () => {
  expect(step(3, null)).toBe('3 learners answered.');
  expect(step(4, 4, 1)).toBe(
    '4 learners answered. The second time 1 of them changed something; the first answers of the other 3 count both times.'
  );
  expect(step(2, 2, 1)).toMatch(/; the first answer of the other one counts both times\.$/);
  expect(step(8, 8, 0)).toMatch(
    /The second time nobody changed anything: the first answers count both times\.$/
  );
  expect(step(8, 8, 8)).toMatch(/The second time all of them changed something\.$/);
  expect(step(1, 1, 0)).toBe(
    '1 learner answered. The second time nothing was changed: the first answer counts both times.'
  );
  expect(step(4, 6, 4)).toMatch(/2 more answered the second time only\.$/);
  expect(step(0, 2)).toBe('Nobody answered. 2 answered the second time only.');
});

test('what is in none of a step’s figures is said, and that its key was not revealed', () => {
  expect(step(3, null, 0, { instead: 1, phase: 'shown' })).toBe(
    '3 learners answered. 1 answer to another exercise that counts the same is in none of these figures. The key was not revealed.'
  );
});
