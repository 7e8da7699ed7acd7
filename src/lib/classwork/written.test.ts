import { expect, test } from 'vitest';
import { fakeArea } from '../progress/fixture.ts';
import { mend } from '../progress/mend.ts';
import { seal, Store } from '../progress/store.ts';
import { writtenIn } from './written.ts';

const opened = (area = fakeArea()) =>
  new Store(
    area,
    () => 5,
    () => {}
  );

test('what a learner writes in a step is there after a reload, box by box, and in no other step', () => {
  const area = fakeArea();
  const [one, two] = [opened(area), opened(area)];
  expect(writtenIn('w/p', () => one).keep('wanted', 'To be right.')).toBe(true);
  expect(writtenIn('w/p', () => two).keep('felt', 'Uneasy.')).toBe(true);
  const again = writtenIn('w/p', () => opened(area));
  expect([again.text('wanted'), again.text('felt'), again.text('else')]).toEqual([
    'To be right.',
    'Uneasy.',
    ''
  ]);
  expect(writtenIn('w/q', () => opened(area)).text('wanted')).toBe('');
});

test('what there is no room for is said not to be kept', () => {
  const store = opened(fakeArea(10));
  expect(writtenIn('w/p', () => store).keep('wanted', 'To be right.')).toBe(false);
});

test('a record that did not come from here is taken where it is sound', () => {
  const area = fakeArea();
  area.setItem('whose-words/1/written/w/p', seal({ wanted: 'a' }).replace('"a"', '"b"'));
  area.setItem('whose-words/1/written/w/q', seal({ wanted: 'a' }).replace('"a"', '1'));
  const store = opened(area);
  mend(store);
  expect(writtenIn('w/p', () => store).text('wanted')).toBe('b');
  expect(store.asides()).toHaveLength(1);
});
