import { expect, test } from 'vitest';
import { paragraphBy } from './paragraphs.ts';

const passages = [
  { source: 'a', text: 'One.\n\nTwo, and more.' },
  { source: 'b', text: 'Three.' }
];
const one = { source: 'a', start: 0, end: 4 };
const two = { source: 'a', start: 6, end: 20 };
const three = { source: 'b', start: 0, end: 6 };

test.each([
  ['nothing', null, one],
  ['the first', one, two],
  ['the last of a text', two, three],
  ['the last of all', three, null],
  ['words within one', { source: 'a', start: 11, end: 14 }, three]
])('after %s comes the paragraph that follows, in the next text too', (_, pointed, after) => {
  expect(paragraphBy(passages, pointed, 1)).toEqual(after);
});

test.each([
  ['nothing', null, null],
  ['the first', one, null],
  ['the first of a text', three, two],
  ['words within one', { source: 'a', start: 11, end: 14 }, one]
])('before %s is the paragraph that goes before', (_, pointed, before) => {
  expect(paragraphBy(passages, pointed, -1)).toEqual(before);
});
