import fc from 'fast-check';
import { expect, test } from 'vitest';
import { altered } from '../../../../tests/altered.ts';
import { answerOf, cases, exercise } from './fixture.ts';
import { fits } from './fits.ts';
import { logic } from './logic.ts';
import { Answer } from './schema.ts';

test.each(cases.map((each) => [each.title, each] as const))(
  'what is checked fits, and nothing else: %s',
  (_, each) => {
    const { item, key } = exercise(each.exercise);
    const answer = answerOf(each);
    expect(fits(item, answer)).toBe(logic.check(item, key, answer).status !== 'invalid');
  }
);

test.each(['whole', 'short'] as const)(
  'an altered answer fits exactly when it can be checked: %s',
  (name) => {
    const { item, key } = exercise(name);
    const solution = logic.solution(item, key);
    expect([fits(item, solution), fits(item, logic.blank(item))]).toEqual([true, true]);
    const others = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(undefined, NaN, -1, 0.5, '', 'absent', 'same', 'unnamed', 'named', 'a', null, {}, [])
    );
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 4 }), others, (way, by) => {
        const answer = altered(solution, way, by);
        expect(fits(item, answer)).toBe(logic.check(item, key, answer).status !== 'invalid');
        if (fits(item, answer)) expect(Answer.safeParse(answer).success).toBe(true);
      }),
      { numRuns: 2000 }
    );
  }
);
