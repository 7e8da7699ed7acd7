import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { setExercises } from '../exercises/context.ts';
import Exercise from '../exercises/Exercise.svelte';
import { unplaced } from './placed.ts';

test('an exercise that a lesson’s text names and its assignment never pinned is said to be no part of it', () => {
  const page: Component = (...given) => {
    setExercises(() => null);
    return Exercise(given[0], { slug: 'of-the-pack-as-it-is-now' });
  };
  const { body } = render(page);
  expect(body).toContain('not part of this assignment');
  expect(body).not.toContain('of-the-pack-as-it-is-now');
});

test('an exercise that was pinned with a lesson and is in its text no more stands after it', () => {
  const open = [{ named: 'sort-a' }, { named: 'sort-gone' }];
  expect(unplaced({ exercises: ['sort-a', 'sort-new'] }, open)).toEqual([{ named: 'sort-gone' }]);
});
