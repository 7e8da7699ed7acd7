import { expect, test } from 'vitest';
import { onPaper } from './paper.ts';

test('on paper what is asked about is numbered', () => {
  expect(onPaper('For each lit statement, mark the words.')).toBe(
    'For each numbered statement, mark the words.'
  );
  expect(onPaper('For each lit stretch, say what it is.')).toBe('For each numbered stretch, say what it is.');
});
