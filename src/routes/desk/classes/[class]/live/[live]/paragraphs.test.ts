import { expect, test } from 'vitest';
import { paragraphBy, paragraphOf } from './paragraphs.ts';

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

test.each([
  ['the first', one, { number: 1, of: 2 }],
  ['the last of a text', two, { number: 2, of: 2 }],
  ['the only one of the next text', three, { number: 1, of: 1 }],
  ['words within one', { source: 'a', start: 11, end: 14 }, { number: 2, of: 2 }],
  ['what lies beyond the text', { source: 'a', start: 900, end: 950 }, { number: 2, of: 2 }],
  ['another text', { source: 'z', start: 0, end: 4 }, null]
])('of %s it is said which paragraph it is, of how many', (_, place, says) => {
  expect(paragraphOf(passages, place)).toEqual(says);
});

test('from beyond a text the wall goes on as from the last paragraph of it', () => {
  const beyond = { source: 'a', start: 900, end: 950 };
  expect(paragraphBy(passages, beyond, 1)).toEqual(three);
  expect(paragraphBy(passages, beyond, -1)).toEqual(one);
});
