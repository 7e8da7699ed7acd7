import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spelt } from './class-words.ts';
import { ended, inMarks, short } from './words.ts';

test('a short quotation is the beginning of it in whole words, and as long as there is room', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('a', 'hundred', 'people', 'and', 'sixty-three'), {
        minLength: 1,
        maxLength: 40
      }),
      fc.integer({ min: 12, max: 90 }),
      (words, most) => {
        const quote = words.join(' ');
        const said = short(quote, most);
        expect(said.length).toBeLessThanOrEqual(Math.min(quote.length, most));
        const [begins, whole] = [said.replace(/…$/, ''), / …$/.test(said)];
        if (said !== quote) expect(quote.startsWith(begins), said).toBe(true);
        if (said !== quote) expect(whole || !begins.includes(' '), said).toBe(true);
      }
    )
  );
});

test('nobody is cut out of the middle of a sentence', () => {
  expect(short('almost four thousand people of the town', 18)).toBe('almost four …');
  const sentence =
    'The town was the site of a massacre that killed 613 civilians – including 106 women – and seriously injured 487 others.';
  expect(short(sentence, 72)).toBe('The town was the site of a massacre that killed 613 civilians – …');
});

test('how many gave a figure is said in words, so that it is no sum with it', () => {
  expect([0, 1, 3, 12].map((count) => spelt(count, 'ours'))).toEqual([
    'none of you',
    'one of you',
    'three of you',
    'twelve of you'
  ]);
  expect([0, 1, 2, 13].map((count) => spelt(count, 'theirs'))).toEqual([
    'nobody',
    'one learner',
    'two learners',
    '13 learners'
  ]);
});

test('a sentence has one end, also where a quotation brings it along', () => {
  expect(['It broke', 'It broke.', 'as “It broke.”', 'Did it?', 'as “it”', '“‘Not I.’”'].map(ended)).toEqual([
    ...['It broke.', 'It broke.', 'as “It broke.”', 'Did it?', 'as “it”.', '“‘Not I.’”']
  ]);
});

test('a quotation that is quoted keeps its own marks, as single ones', () => {
  expect(inMarks('“dried out of sheer stubbornness”')).toBe('“‘dried out of sheer stubbornness’”');
  expect(inMarks('as “worn out by age”')).toBe('“as ‘worn out by age’”');
  expect(inMarks('the bell')).toBe('“the bell”');
});
