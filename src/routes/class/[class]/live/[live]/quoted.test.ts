import { expect, test } from 'vitest';
import { quoted } from './quoted.ts';

const passages = [
  { source: 'a', text: 'The bell, says the mayor,\nwas found. 14 of 312.' },
  { source: 'b', text: 'No bell was found.' }
];
const at = (source: string, words: string) => {
  const start = passages.find((one) => one.source === source)!.text.indexOf(words);
  return { source, start, end: start + words.length };
};

test('a statement with a gap is one quotation, also where more is said of it', () => {
  const places = [at('a', 'The bell'), at('a', 'was found')];
  for (const what of ['The bell … was found', 'The find: The bell … was found → turned up'])
    expect(quoted(passages, { what, places })).toBe('“The bell … was found”');
});

test('what is set beside each other is quoted apart, in one text and in two', () => {
  expect(quoted(passages, { what: '“14” and “312”', places: [at('a', '14'), at('a', '312')] })).toBe(
    '“14” and “312”'
  );
  const [found, none] = [at('a', 'was found'), at('b', 'No bell')];
  expect(quoted(passages, { what: 'was found | No bell', places: [found, none] })).toBe(
    '“was found” and “No bell”'
  );
});

test('words alone are quoted in one line, and what stands in none of the texts is not', () => {
  expect(quoted(passages, { what: '', places: [at('a', 'mayor,\nwas')] })).toBe('“mayor, was”');
  expect(quoted(passages, { what: '', places: [{ source: 'c', start: 0, end: 4 }] })).toBeNull();
});

test('words that are quoted in the text have single marks within ours', () => {
  const [said] = [{ source: 'a', text: '“No,” she said. “Not I.”' }];
  expect(quoted([said!], { what: '', places: [{ source: 'a', start: 0, end: said!.text.length }] })).toBe(
    '“‘No,’ she said. ‘Not I.’”'
  );
});
