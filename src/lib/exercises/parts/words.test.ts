import fc from 'fast-check';
import { expect, test } from 'vitest';
import { short } from './words.ts';

test('a short quotation is never longer than the quotation, whatever room it has', () => {
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
        expect(said.length).toBeLessThanOrEqual(Math.min(quote.length, most + 1));
      }
    )
  );
});

test('a small room holds the beginning alone', () => {
  expect(short('almost four thousand people of the town', 18)).toBe('almost four …');
});
