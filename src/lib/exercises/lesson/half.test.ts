import { expect, test } from 'vitest';
import { placeOf } from './half.ts';

test('a half-worked example is kept by its sentence and question, under a name that stays', () => {
  const place = placeOf('The pool is a triumph.', 'What does the text do here?');
  // Records in browsers are named so: this may never change.
  expect(place).toBe('half/zse6ux');
  expect(placeOf('The pool is a triumph.', 'And here?')).not.toBe(place);
  expect(placeOf('The pool is open.', 'What does the text do here?')).not.toBe(place);
});
