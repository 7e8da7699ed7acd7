import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Click } from './clicks.ts';
import { clicked } from './clicks.ts';
import { now } from './fixture.ts';
import { LiveState, newSession, takesAnswer } from './state.ts';
import { mayShow } from './views.ts';

/** Any click at all, of an instructor who does what comes to mind. */
const anyClick: fc.Arbitrary<Click> = (() => {
  const parts = fc.constantFrom('p1', 'p2', 'none');
  const minutes = fc.constantFrom(null, 0.5, 3);
  const learner = fc.constantFrom('ann', 'ben', 'cem');
  return fc.oneof(
    fc.record({ do: fc.constant('close'), part: parts }),
    fc.record({ do: fc.constantFrom('show', 'reveal'), part: parts, top: fc.boolean() }),
    fc.record({ do: fc.constantFrom('open', 'again'), part: parts, minutes }),
    fc.record({ do: fc.constant('go'), to: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ do: fc.constant('way-in'), shown: fc.boolean() }),
    fc.record({
      do: fc.constantFrom('point', 'turn'),
      part: parts,
      place: fc.option(fc.record({ source: fc.constant('a'), start: fc.nat(9), end: fc.nat(9) }))
    }),
    fc.record({
      do: fc.constant('longer'),
      part: parts,
      learner: fc.option(learner),
      minutes: fc.constant(2)
    }),
    fc.record({ do: fc.constant('names'), shown: fc.boolean() }),
    fc.record({ do: fc.constant('door'), shut: fc.boolean() }),
    fc.record({ do: fc.constant('pace'), pace: fc.constantFrom('together', 'own') }),
    fc.record({ do: fc.constantFrom('out', 'in'), learner }),
    fc.record({ do: fc.constant('end') })
  ) as fc.Arbitrary<Click>;
})();

describe('any clicks at all', () => {
  const run = (clicks: readonly Click[]) =>
    clicks.reduce<LiveState[]>(
      (states, each, i) => {
        const outcome = clicked(states.at(-1)!, each, now + i * 20_000);
        return [...states, 'state' in outcome ? outcome.state : states.at(-1)!];
      },
      [newSession(['p1', 'p2'])]
    );

  test('leave a state that can be stored and read again', () => {
    fc.assert(
      fc.property(fc.array(anyClick, { maxLength: 60 }), (clicks) => {
        for (const state of run(clicks))
          expect(LiveState.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
      })
    );
  });

  test('never lead from what was shown back to answering alone, nor from the key to answering at all', () => {
    fc.assert(
      fc.property(fc.array(anyClick, { maxLength: 60 }), (clicks) => {
        const states = run(clicks);
        states.slice(1).forEach((state, i) =>
          state.steps.forEach((each, n) => {
            const before = states[i]!.steps[n]!.phase;
            if (['shown', 'again', 'settled'].includes(before))
              expect(['waiting', 'open', 'closed']).not.toContain(each.phase);
            if (before === 'revealed') expect(each.phase).toBe('revealed');
            if (states[i]!.steps[n]!.seen) expect(each.seen).toBe(true);
            expect(each.seen || !['shown', 'revealed'].includes(each.phase)).toBe(true);
          })
        );
      })
    );
  });

  test('never show what is given in a round while answers to it are taken', () => {
    fc.assert(
      fc.property(fc.array(anyClick, { maxLength: 60 }), (clicks) => {
        run(clicks).forEach((state, i) => {
          for (const step of state.steps)
            for (const round of [1, 2] as const)
              expect(
                mayShow(state, step.part, round) &&
                  takesAnswer(state, step, 'nobody', round, now + i * 20_000),
                `${step.phase} ${round}`
              ).toBe(false);
        });
      })
    );
  });

  test('that come twice change nothing the second time, but for more time', () => {
    fc.assert(
      fc.property(fc.array(anyClick, { maxLength: 40 }), anyClick, (clicks, last) => {
        fc.pre(last.do !== 'longer');
        const state = run(clicks).at(-1)!;
        const once = clicked(state, last, now);
        if ('refused' in once) return;
        expect(clicked(once.state, last, now)).toEqual({ state: once.state });
      })
    );
  });
});
