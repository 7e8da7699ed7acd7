import { expect, test } from 'vitest';
import { onWall } from './task.ts';

test('a wall calls what is asked about by its letters, and changes nothing else of a task', () => {
  expect(onWall('For each lit stretch, say what it is.')).toBe('For each lettered stretch, say what it is.');
  expect(onWall('For each lit statement, mark the words.')).toBe(
    'For each lettered statement, mark the words.'
  );
  expect(onWall('Say who split the work.')).toBe('Say who split the work.');
});
