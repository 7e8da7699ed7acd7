import { expect, test } from 'vitest';
import { agreementOn, counted } from './counting.ts';

const units = (...given: (string | null)[][]) => given.map((one) => ({ readings: counted(one) }));

test('how far learners agree on labels is said where they gave half of them or more', () => {
  expect(agreementOn(units(['a', 'a'], ['b', 'b']), 2)).toEqual({ alike: 1, alpha: 1 });
  expect(agreementOn(units(['a', 'a'], [null, null]), 2)).toEqual({ alike: 1, alpha: 1 });
  expect(agreementOn(units(['a', 'a'], ['b', null], ['a', null], [null, null]), 2)?.alike).toBe(1);
});

test('it is not said where most was left open: the few who gave the same few labels agree on nothing else', () => {
  expect(agreementOn(units(['a', 'a'], [null, null], [null, null]), 2)).toBeNull();
  expect(agreementOn(units(['a', null]), 2)).toBeNull();
});
