import { expect, test } from 'vitest';
import { exercise } from './fixture.ts';
import { Linking } from './link.svelte.ts';
import { logic } from './logic.ts';
import type { LinkAnswer, SortAnswer } from './schema.ts';
import { Sorting } from './sort.svelte.ts';

/** Where a learner is among the statements, when a kept answer is brought back after the page has mounted. */

test('sorting goes on at the first open statement of a kept answer, and never jumps once one works', () => {
  const { item } = exercise('sort');
  let answer = logic.blank(item) as SortAnswer;
  const task = new Sorting(
    () => item,
    () => answer,
    (next) => (answer = next)
  );
  expect(task.at).toBe(0);
  const [a, b, c] = task.units.map(({ id }) => id);
  answer = { ...answer, labels: { [a!]: 'states', [b!]: 'states' } };
  expect(task.at).toBe(2);
  task.choose('source');
  expect([task.at, answer.labels[c!]]).toEqual([2, 'source']);
  answer = logic.blank(item) as SortAnswer;
  expect(task.at).toBe(2);
  task.go(1);
  expect(task.at).toBe(1);
});

test('sorting takes how sure one is of a reading only, and stays where it was said', () => {
  const { item } = exercise('sort');
  let answer = logic.blank(item) as SortAnswer;
  const task = new Sorting(
    () => item,
    () => answer,
    (next) => (answer = next)
  );
  task.be(0.5);
  expect(answer.sure).toEqual({});
  task.choose('states');
  task.be(0.5);
  expect([task.at, answer.sure]).toEqual([0, { [task.units[0]!.id]: 0.5 }]);
});

test('linking goes on at the first statement that is not done, and never jumps once one works', () => {
  const { item, key } = exercise('link');
  const solution = logic.solution(item, key) as LinkAnswer;
  let answer = logic.blank(item) as LinkAnswer;
  const task = new Linking(
    () => item,
    () => answer,
    (next) => (answer = next)
  );
  expect(task.at).toBe(0);
  const [first, second] = item.statements.map(({ id }) => id);
  answer = { ...answer, links: { [first!]: solution.links[first!]! } };
  expect(task.at).toBe(1);
  task.mark({ from: task.picker.cursor, to: task.picker.cursor }, 'source');
  expect(answer.links[second!]?.source).toHaveLength(1);
  answer = logic.blank(item) as LinkAnswer;
  expect(task.at).toBe(1);
});

test('linking does not leave a statement with words selected unless it is told twice', () => {
  const { item } = exercise('link');
  let answer = logic.blank(item) as LinkAnswer;
  const task = new Linking(
    () => item,
    () => answer,
    (next) => (answer = next)
  );
  const { cursor } = task.picker;
  task.picker.select(cursor, cursor + 1);
  expect(task.go(1)).toBe(false);
  expect([task.at, task.stopped, task.picker.selection]).toEqual([0, true, { from: cursor, to: cursor + 1 }]);
  expect(task.announce.message.text).toContain(`Selected, not marked yet: “${task.pending}”.`);
  // Another selection is another matter.
  task.picker.select(cursor, cursor);
  expect(task.stopped).toBe(false);
  expect(task.go(1)).toBe(false);
  task.mark(task.picker.selection!, 'source');
  expect(task.stopped).toBe(false);
  expect(task.go(1)).toBe(true);
  task.picker.begin();
  expect(task.go(1)).toBe(true);
  task.picker.begin();
  expect([task.go(2), task.go(2), task.at, task.picker.selection]).toEqual([false, true, 2, null]);
});
