import { expect, test } from 'vitest';
import { saidHeads } from './heads.ts';

test('one sentence says how many came, gave something, did not come, and joined later', () => {
  const over = { runs: false };
  const none = { absent: 0, later: 0, ...over };
  expect(saidHeads({ came: 6, answered: 5, absent: 0, later: 1, ...over })).toBe(
    '6 came in, 5 answered something; 1 of the class joined later.'
  );
  expect(saidHeads({ came: 6, answered: 5, absent: 2, later: 1, ...over })).toBe(
    '6 came in, 5 answered something; 2 of the class did not come and 1 joined later.'
  );
  expect(saidHeads({ came: 1, answered: 0, ...none })).toBe('1 came in, nobody answered anything.');
  expect(saidHeads({ came: 0, answered: 0, absent: 3, later: 0, ...over })).toBe(
    'Nobody came in; 3 of the class did not come.'
  );
});

test('of a session that goes on nobody is said to have missed it', () => {
  const heads = { came: 6, answered: 5, later: 0, runs: true };
  expect(saidHeads({ ...heads, absent: 3 })).toBe(
    '6 came in, 5 answered something; 3 of the class have not come yet.'
  );
  expect(saidHeads({ ...heads, absent: 1 })).toBe(
    '6 came in, 5 answered something; 1 of the class has not come yet.'
  );
});
