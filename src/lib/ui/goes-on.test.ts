import { expect, test } from 'vitest';
import { goesOn } from './goes-on.ts';

const action = new URL('http://school.test/desk/classes/c/assignments/new/?/begin');

test('a form leads to what its own address says, wherever the browser is', () => {
  const to = (location: string) => goesOn({ type: 'redirect', location }, action);
  expect(to('../a1/edit/')).toEqual({
    type: 'redirect',
    location: 'http://school.test/desk/classes/c/assignments/a1/edit/'
  });
  expect(to('/desk/').location).toBe('http://school.test/desk/');
});
