import { describe, expect, test } from 'vitest';
import { clicked } from './clicks.ts';
import { after, click, MINUTE, now, part, session } from './fixture.ts';
import { answersUntil, mayAnswer, PHASES, takesAnswer, type LivePhase, type LiveState } from './state.ts';

describe('time to answer', () => {
  test('more for everybody is added to what is left, and counts from now where no end was set', () => {
    const open = after(session(), { do: 'open', part, minutes: 2 });
    const more = after(open, { do: 'longer', part, learner: null, minutes: 1 }, now + MINUTE);
    expect(more.steps[0]!.until).toBe(now + 3 * MINUTE);
    const endless = session({ phase: 'open' });
    const ends = after(endless, { do: 'longer', part, learner: null, minutes: 1 });
    expect(ends.steps[0]!.until).toBe(now + MINUTE);
  });

  test('more for one learner lets that one answer after the others, until something is shown', () => {
    const closed = session({ phase: 'closed' });
    const longer = after(closed, { do: 'longer', part, learner: 'ann', minutes: 3 });
    expect(mayAnswer(longer, longer.steps[0]!, 'ann', now + 3 * MINUTE - 1)).toBe(true);
    expect(mayAnswer(longer, longer.steps[0]!, 'ann', now + 3 * MINUTE)).toBe(false);
    expect(mayAnswer(longer, longer.steps[0]!, 'ben', now)).toBe(false);
    const shown = after(longer, { do: 'show', part });
    expect(answersUntil(shown.steps[0]!, 'ann', now)).toBe(0);
    expect(takesAnswer(shown, shown.steps[0]!, 'ann', 1, now)).toBe(false);
  });
});

describe('answers', () => {
  const taken = (state: LiveState, at = now) =>
    ([1, 2] as const).map((round) => takesAnswer(state, state.steps[0]!, 'ann', round, at));

  test('of the first round are taken until anything of the class is shown, of the second until the key is', () => {
    const all = PHASES.map((phase) => {
      const seen = ['shown', 'again', 'settled', 'revealed'].includes(phase);
      return taken(session({ phase, seen }));
    });
    expect(Object.fromEntries(PHASES.map((phase, i) => [phase, all[i]]))).toEqual({
      waiting: [false, false],
      open: [true, false],
      closed: [true, false],
      shown: [false, false],
      again: [false, true],
      settled: [false, true],
      revealed: [false, false]
    });
  });

  test('of the first round come late while the class answers again, where nothing of it was shown', () => {
    const again = after(session({ phase: 'closed' }), click('again'));
    expect(again.steps[0]).toMatchObject({ phase: 'again', twice: true, seen: false });
    expect(taken(again)).toEqual([true, true]);
    const settled = after(again, click('close'));
    expect(taken(settled)).toEqual([true, true]);
    expect(taken(after(settled, click('reveal')))).toEqual([false, false]);
  });

  test('of the second round are taken until what was given in it is shown, and again once the class answers again', () => {
    const settled = session({ phase: 'settled', twice: true, seen: true });
    const shown = after(settled, click('show'));
    expect(taken(shown)).toEqual([false, false]);
    expect(answersUntil(shown.steps[0]!, 'ann', now)).toBe(0);
    expect(taken(after(shown, click('again')))).toEqual([false, true]);
  });

  test('are taken for ten seconds after the end, where nothing of them was shown', () => {
    const ended = (phase: LivePhase, seen: boolean) =>
      session({ phase, seen, twice: seen }, { endedAt: now });
    expect(taken(ended('open', false), now + 9999)).toEqual([true, false]);
    expect(taken(ended('open', false), now + 10_000)).toEqual([false, false]);
    expect(taken(ended('again', true), now + 9999)).toEqual([false, true]);
    expect(taken(ended('revealed', true), now)).toEqual([false, false]);
    const open = ended('open', false);
    expect(mayAnswer(open, open.steps[0]!, 'ann', now)).toBe(false);
  });

  test('are not taken of a learner who was taken out', () => {
    const out = after(session({ phase: 'open' }), { do: 'out', learner: 'ann' });
    expect(taken(out)).toEqual([false, false]);
    const back = after(out, { do: 'in', learner: 'ann' });
    expect(taken(back)).toEqual([true, false]);
    const ended = after(back, { do: 'end' });
    expect(clicked(ended, click('close'), now)).toEqual({ refused: 'This session has ended.' });
  });

  test('at their own pace are given to any step that was opened, together to the present one alone', () => {
    const together = session({ phase: 'open' }, { at: 1 });
    expect(mayAnswer(together, together.steps[0]!, 'ann', now)).toBe(false);
    const own = after(together, { do: 'pace', pace: 'own' });
    expect(mayAnswer(own, own.steps[0]!, 'ann', now)).toBe(true);
    expect(mayAnswer(own, own.steps[1]!, 'ann', now)).toBe(false);
  });
});
