import fc from 'fast-check';
import { expect, test } from 'vitest';
import { altered } from '../../../../tests/altered.ts';
import { answerOf, cases, exercise, NAMES } from './fixture.ts';
import { fits } from './fits.ts';
import { logic } from './logic.ts';

test.each(cases.map((each) => [each.title, each] as const))(
  'what is checked fits, and nothing else: %s',
  (_, each) => {
    const { item, key } = exercise(each.exercise);
    const answer = answerOf(each);
    expect(fits(item, answer)).toBe(logic.check(item, key, answer).status !== 'invalid');
  }
);

test.each(NAMES)('an altered answer fits exactly when it can be checked: %s', (name) => {
  const { item, key } = exercise(name);
  const [{ source, text }] = item.passages as [(typeof item.passages)[number]];
  const mark = { source, start: 0, end: 3, quote: text.slice(0, 3), kind: 'naming' };
  const solution = logic.solution(item, key);
  const full =
    solution.mode === 'spot'
      ? { ...solution, free: [mark], sure: { c01: 0.5 } }
      : solution.mode === 'swap'
        ? { ...solution, own: { c01: 'other words' }, sure: { c02: 1 } }
        : solution;
  expect([fits(item, full), fits(item, logic.blank(item))]).toEqual([true, true]);
  const others = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(undefined, NaN, -1, 0.5, '', 'plain', 'naming', 'claim', 'unit', 'outlet', null, {}, [], {
      mode: item.mode
    })
  );
  fc.assert(
    fc.property(fc.array(fc.nat(30), { maxLength: 5 }), others, (way, by) => {
      const answer = altered(full, way, by);
      expect(fits(item, answer)).toBe(logic.check(item, key, answer).status !== 'invalid');
      if (fits(item, answer)) expect(logic.answer.safeParse(answer).success).toBe(true);
    }),
    { numRuns: 2000 }
  );
});
