import { expect, test } from 'vitest';
import { buttonsOf, clickedOf } from './clicked.ts';

const stretch = (id: string, start: number, end: number, given = true) => ({
  id,
  start,
  end,
  given,
  class: ''
});

test('a click is about the stretch that begins there, else about the shortest one there that the class gave', () => {
  const [outer, inner] = [stretch('outer', 0, 90), stretch('inner', 10, 20)];
  const key = stretch('key', 10, 12, false);
  expect(clickedOf({ on: [outer, inner, key], opens: [inner, key] })).toBe(inner);
  expect(clickedOf({ on: [inner, outer], opens: [outer] })).toBe(outer);
  expect(clickedOf({ on: [outer, inner], opens: [] })).toBe(inner);
  expect(clickedOf({ on: [key], opens: [key] })).toBeNull();
});

test('of stretches that begin at the same letter each has a button, where a click is about it', () => {
  const text = 'Aliyev said that nobody came.';
  const all = [stretch('source', 0, 6), stretch('cue', 0, 11), stretch('key', 7, 20, false)];
  expect(buttonsOf(text, [{ start: 0, end: text.length }], [], all)).toEqual(
    // The space before the cue's own word is no button.
    new Set([0, 7])
  );
});

test('stretches of which the same is said have a button each', () => {
  const all = [stretch('cue 3', 0, 2), stretch('cue 3', 3, 7)];
  expect(buttonsOf('He said', [{ start: 0, end: 7 }], [], all)).toEqual(new Set([0, 3]));
});

test('a button stands neither on the white space before a paragraph nor in what is folded away', () => {
  const text = 'He said  \nthat nobody came.';
  const paragraphs = [
    { start: 0, end: 9 },
    { start: 10, end: text.length }
  ];
  const all = [stretch('content', 7, 21), stretch('word', 22, 26)];
  const buttons = buttonsOf(text, paragraphs, [{ start: 22, end: 27, describes: 'an act' }], all);
  expect(buttons).toEqual(new Set([10]));
});
