import { expect, test } from 'vitest';
import { broughtBy, turningOf } from './turning.ts';

const passages = [
  { source: 'a', text: 'One.\n\nTwo, and more.' },
  { source: 'b', text: 'Three.' }
];
const one = { source: 'a', start: 0, end: 4 };
const two = { source: 'a', start: 6, end: 20 };
const three = { source: 'b', start: 0, end: 6 };
const name = (source: string) => `Text ${source.toUpperCase()}`;
const to = (place: typeof one | null) => ({ place });

const alone = { pictured: false, below: false, long: false };

const table = { source: 'a', start: 0, end: 0 };
const end = { source: 'b', start: 6, end: 6 };

test.each([
  ['the top, with its first paragraph in sight', null, false, null, to(two)],
  ['the top, with a picture over the texts', null, true, null, to(table)],
  ['the end of the picture', table, true, to(null), to(one)],
  ['the first paragraph', one, false, null, to(two)],
  ['the first paragraph below a picture', one, true, to(table), to(two)],
  ['the last paragraph of a text', two, false, to(one), to(three)],
  ['the last of all', three, true, to(two), null],
  ['a picture that is gone', table, false, null, to(two)],
  ['what was below the texts, and is gone', end, false, to(two), null]
])('from %s the wall goes up and down by a paragraph, and leaves none out', (_, turned, above, up, down) => {
  expect(turningOf(passages, turned, name, { ...alone, pictured: above })).toMatchObject({ up, down });
});

test('what stands below the texts is one turn below the last paragraph, and its end another where it is long', () => {
  const below = { ...alone, below: true };
  const further = { source: 'b', start: 7, end: 7 };
  expect(turningOf(passages, three, name, below)).toMatchObject({ up: to(two), down: to(end) });
  expect(turningOf(passages, end, name, below)).toEqual({
    stands: 'On the wall: below the texts.',
    up: to(three),
    down: null
  });
  expect(turningOf(passages, end, name, { ...below, long: true })).toMatchObject({ down: to(further) });
  expect(turningOf(passages, further, name, { ...below, long: true })).toMatchObject({
    up: to(end),
    down: null
  });
});

test('it is said where the wall stands: in which text, where there are several, and at which paragraph', () => {
  const stands = (texts: typeof passages, place: typeof one | null) =>
    turningOf(texts, place, name, alone).stands;
  expect(stands(passages, null)).toBe('On the wall: from the top.');
  expect(stands(passages, two)).toBe('On the wall: Text A, paragraph 2 of 2.');
  expect(stands(passages.slice(0, 1), two)).toBe('On the wall: paragraph 2 of 2.');
  expect(stands(passages.slice(0, 1), three)).toBe('On the wall: from the top.');
  const said = (place: typeof one, around: Partial<typeof alone>) =>
    turningOf(passages, place, name, { ...alone, ...around }).stands;
  expect(said(table, { pictured: true })).toBe('On the wall: the end of the table.');
  expect(said(end, { below: true })).toBe('On the wall: below the texts.');
  // What stood there may be gone by now.
  expect(said(table, {})).toBe('On the wall: from the top.');
  expect(said(end, {})).toBe('On the wall: the end of the texts.');
});

test('a click that brings a picture over the texts turns the wall to it, and no other click does', () => {
  const part = 'p1';
  for (const way of ['show', 'reveal'] as const) {
    expect(broughtBy({ do: way, part }, true)).toEqual({ do: way, part, top: true });
    expect(broughtBy({ do: way, part }, false)).toEqual({ do: way, part });
  }
  expect(broughtBy({ do: 'close', part }, true)).toEqual({ do: 'close', part });
});
