import { expect, test } from 'vitest';
import { leftOf } from './left.ts';

test.each([
  [null, null],
  [1000, null],
  [1001, '0:01 left'],
  [61_000, '1:00 left'],
  [121_500, '2:01 left']
])('until %s there is %s', (until, says) => {
  expect(leftOf(until, 1000)).toBe(says);
});
