import { expect, test } from 'vitest';
import { asText, placesOf } from './checklist.ts';

test('a checklist is saved as text: what is asked, whether it is ticked, and the note below it', () => {
  const text = asText('An article of mine', [
    { id: 'a', ask: 'Who speaks?', done: true, note: 'The mayor.\nAnd a clerk. ' },
    { id: 'b', ask: 'Who does not?', done: false, note: '' }
  ]);
  expect(text).toBe(
    'An article of mine\n\n[x] Who speaks?\n    The mayor.\n    And a clerk.\n\n[ ] Who does not?\n'
  );
});

test('each item of each list has places of its own in the record', () => {
  const places = [placesOf('a', 'x'), placesOf('a', 'y'), placesOf('b', 'x')].flatMap(Object.values);
  expect(new Set(places).size).toBe(6);
});
