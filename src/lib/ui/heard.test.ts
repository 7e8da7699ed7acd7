import { expect, test } from 'vitest';
import { heardSelection, opensParagraph } from './heard.ts';

const text = '“One two three four five six seven eight nine ten eleven twelve.”\nThen no more.';
const words = [...text.matchAll(/\p{L}+/gu)].map((m) => ({ start: m.index, end: m.index + m[0].length }));

test('a short selection is said whole, of a long one both ends and how long it is', () => {
  expect(heardSelection(text, words, { from: 0, to: 2 })).toBe('Selected: One two three');
  expect(heardSelection(text, words, { from: 0, to: 10 })).toBe(
    'Selected: 11 words, from One two three four to eight nine ten eleven'
  );
});

test('a paragraph opens with its first word, whatever marks stand before it', () => {
  const paragraphs = [
    { start: 0, end: text.indexOf('\n') },
    { start: text.indexOf('Then'), end: text.length }
  ];
  const opening = words.filter((word) => opensParagraph(text, paragraphs, word));
  expect(opening.map(({ start, end }) => text.slice(start, end))).toEqual(['One', 'Then']);
});
