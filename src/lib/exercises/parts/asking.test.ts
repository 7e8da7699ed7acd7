import { expect, test } from 'vitest';
import { Asking, type Labels, type Option, type Unit } from './asking.svelte.ts';

type Label = 'x' | 'y';
const place = (start: number) => ({ source: 's', start, end: start + 1, quote: 'a' });
const units: Unit[] = ['a', 'b'].map((id, i) => ({ id, places: [place(i)] }));
const options = (['x', 'y'] as const).map((value): Option<Label> => {
  return { value, name: value, sign: value, look: value, test: '' };
});

function learner() {
  let answer: Labels<Label> = { labels: {}, sure: {} };
  const task = new Asking<Unit, Label, Labels<Label>>({
    what: 'statement',
    item: () => ({ passages: [] }),
    units: () => units,
    options: () => options,
    answer: () => answer,
    give: (next) => (answer = next)
  });
  const press = (key: string, open?: boolean) =>
    task.digit({ key, ctrlKey: false, altKey: false, metaKey: false } as KeyboardEvent, open);
  return { task, press, labels: () => answer.labels };
}

test('a digit on the labels answers what is open, and leaves what is answered as it is', () => {
  const { task, press, labels } = learner();
  expect(press('1', true)).toBe(true);
  expect(press('2', true)).toBe(false);
  expect(labels()).toEqual({ a: 'x' });
  task.go(1);
  expect(press('2', true)).toBe(true);
  expect(labels()).toEqual({ a: 'x', b: 'y' });
});

test('in the text a digit answers anew, and what is no choice is not taken', () => {
  const { press, labels } = learner();
  press('1');
  expect(press('2')).toBe(true);
  expect(labels()).toEqual({ a: 'y' });
  expect(press('3')).toBe(false);
});
