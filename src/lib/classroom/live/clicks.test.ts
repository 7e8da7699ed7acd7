import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Click } from './clicks.ts';
import { clicked } from './clicks.ts';
import {
  answersUntil,
  LiveState,
  mayAnswer,
  newSession,
  PHASES,
  phaseAt,
  takesAnswer,
  type LivePhase,
  type LiveStep
} from './state.ts';

const MINUTE = 60_000;
const now = 1_000_000;
const part = 'p1';

const step = (change: Partial<LiveStep> = {}): LiveStep => ({
  ...{ part, phase: 'waiting', until: null, longer: {}, twice: false, seen: false, pointed: null },
  ...{ openedAt: null, turned: null },
  ...change
});
const session = (change: Partial<LiveStep> = {}, more: Partial<LiveState> = {}): LiveState => ({
  ...newSession([part, 'p2']),
  at: 0,
  steps: [step(change), step({ part: 'p2' })],
  ...more
});

function after(state: LiveState, click: Click, at = now): LiveState {
  const outcome = clicked(state, click, at);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.state;
}

type Way = 'open' | 'close' | 'show' | 'again' | 'reveal';
const click = (way: Way): Click =>
  way === 'open' || way === 'again' ? { do: way, part, minutes: null } : { do: way, part };

/** Every phase, and where each click leads from it; `null`: it is refused. */
const TABLE: Record<LivePhase, Record<Way, LivePhase | null>> = {
  waiting: { open: 'open', close: null, show: null, again: null, reveal: null },
  open: { open: 'open', close: 'closed', show: null, again: null, reveal: null },
  closed: { open: 'open', close: 'closed', show: 'shown', again: 'again', reveal: 'revealed' },
  shown: { open: null, close: null, show: 'shown', again: 'again', reveal: 'revealed' },
  again: { open: null, close: 'settled', show: null, again: 'again', reveal: null },
  settled: { open: null, close: 'settled', show: null, again: 'again', reveal: 'revealed' },
  revealed: { open: null, close: null, show: null, again: null, reveal: 'revealed' }
};

const place = { source: 'b', start: 0, end: 9 };
const point = (to: typeof place | null): Click => ({ do: 'point', part, place: to });
const turn = (to: typeof place | null): Click => ({ do: 'turn', part, place: to });

describe('a step of a live session', () => {
  for (const from of PHASES)
    for (const way of ['open', 'close', 'show', 'again', 'reveal'] as const) {
      const to = TABLE[from][way];
      test(`${from}: ${way} ${to === null ? 'is refused, and says what to do' : to === from ? 'changes nothing' : `leads to ${to}`}`, () => {
        const state = session({ phase: from });
        const outcome = clicked(state, click(way), now);
        if (to === null) expect(outcome).toEqual({ refused: expect.stringMatching(/\.$/) });
        else if (to === from) expect(outcome).toEqual({ state });
        else expect('state' in outcome && outcome.state.steps[0]!.phase).toBe(to);
      });
    }

  test('is closed once its time is over, whoever clicks when', () => {
    const open = after(session(), { do: 'open', part, minutes: 2 });
    expect(phaseAt(open.steps[0]!, now + 2 * MINUTE - 1)).toBe('open');
    expect(phaseAt(open.steps[0]!, now + 2 * MINUTE)).toBe('closed');
    expect(after(open, { do: 'show', part }, now + 2 * MINUTE).steps[0]!.phase).toBe('shown');
    expect(clicked(open, { do: 'show', part }, now + MINUTE)).toHaveProperty('refused');
  });

  test('remembers that there was a second round', () => {
    const revealed = (['again', 'close', 'reveal'] as const).reduce(
      (state, way) => after(state, click(way)),
      session({ phase: 'shown' })
    );
    expect(revealed.steps[0]).toMatchObject({ phase: 'revealed', twice: true });
  });

  for (const phase of PHASES)
    if (phase === 'shown' || phase === 'revealed')
      test(`${phase}: words are pointed at, and not any more`, () => {
        const pointed = after(session({ phase }), point(place));
        expect(pointed.steps[0]!.pointed).toEqual(place);
        expect(clicked(pointed, point(place), now)).toEqual({ state: pointed });
        expect(after(pointed, point(null)).steps[0]!.pointed).toBeNull();
      });
    else
      test(`${phase}: words are not pointed at yet, and it says so`, () => {
        expect(clicked(session({ phase }), point(place), now)).toEqual({
          refused: expect.stringMatching(/^Point at words once/)
        });
      });

  test('is pointed at still when the key is revealed, and not when it is answered again', () => {
    const pointed = after(session({ phase: 'shown' }), point(place));
    expect(after(pointed, click('reveal')).steps[0]!.pointed).toEqual(place);
    expect(after(pointed, click('again')).steps[0]!.pointed).toBeNull();
  });
});

describe('the wall', () => {
  for (const phase of PHASES)
    test(`${phase}: is turned to a place in the texts and back, which nobody is pointed to`, () => {
      const turned = after(session({ phase }), turn(place));
      expect(turned).toEqual(session({ phase, turned: place }));
      expect(clicked(turned, turn(place), now)).toEqual({ state: turned });
      expect(after(turned, turn(null))).toEqual(session({ phase }));
    });

  test('goes to what is pointed at, and stays there when nothing is any more', () => {
    const pointed = after(session({ phase: 'shown' }), point(place));
    expect(pointed.steps[0]).toMatchObject({ pointed: place, turned: place });
    expect(after(pointed, point(null)).steps[0]).toMatchObject({ pointed: null, turned: place });
  });

  test('turned away from what is pointed at comes back to it when it is pointed at again', () => {
    const away = after(after(session({ phase: 'revealed' }), point(place)), turn(null));
    expect(away.steps[0]).toMatchObject({ pointed: place, turned: null });
    expect(after(away, point(place)).steps[0]).toMatchObject({ pointed: place, turned: place });
  });

  for (const from of PHASES)
    for (const way of ['open', 'close', 'show', 'again', 'reveal'] as const)
      if (TABLE[from][way] !== null)
        test(`${from}: keeps its place when the step is told to ${way}`, () => {
          const turned = after(session({ phase: from, turned: place }), click(way));
          expect(turned.steps[0]!.turned).toEqual(place);
        });

  test('has a place of its own in each step, and finds it again', () => {
    const turned = after(session({ phase: 'open' }), turn(place));
    const onward = after(turned, { do: 'go', to: 1 });
    expect(onward.steps.map(({ turned }) => turned)).toEqual([place, null]);
    expect(after(onward, { do: 'go', to: 0 })).toEqual(turned);
  });

  test('is not turned in a step that there is not, nor once the session has ended', () => {
    expect(clicked(session(), { ...turn(place), part: 'none' } as Click, now)).toEqual({
      refused: 'There is no such step.'
    });
    expect(clicked(session({}, { endedAt: now }), turn(place), now)).toHaveProperty('refused');
  });

  test('shows the way in while the step goes on, until something is done with a step', () => {
    const open = session({ phase: 'open' });
    const shown = after(open, { do: 'way-in', shown: true });
    expect(shown).toEqual({ ...open, wayIn: true });
    expect(mayAnswer(shown, shown.steps[0]!, 'ann', now)).toBe(true);
    expect(after(shown, { do: 'longer', part, learner: null, minutes: 1 }).wayIn).toBe(true);
    for (const back of [
      { do: 'way-in', shown: false },
      { do: 'go', to: 0 },
      click('open'),
      click('close'),
      turn(place),
      turn(null)
    ] as const)
      expect(after(shown, back).wayIn, JSON.stringify(back)).toBe(false);
    expect(clicked(shown, click('show'), now)).toHaveProperty('refused');
  });

  test('shows the way in before the first step as it is', () => {
    const lobby = newSession([part]);
    expect(after(lobby, { do: 'way-in', shown: true })).toBe(lobby);
  });

  test('of a session that began before it could be turned is read as it was', () => {
    const { wayIn: _, steps, ...old } = session();
    const stored = { ...old, steps: steps.map(({ openedAt: _, turned: __, ...each }) => each) };
    expect(LiveState.parse(stored)).toEqual(session());
  });
});

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

/** Any click at all, of an instructor who does what comes to mind. */
export const anyClick: fc.Arbitrary<Click> = (() => {
  const parts = fc.constantFrom('p1', 'p2', 'none');
  const minutes = fc.constantFrom(null, 0.5, 3);
  const learner = fc.constantFrom('ann', 'ben', 'cem');
  return fc.oneof(
    fc.record({ do: fc.constantFrom('close', 'show', 'reveal'), part: parts }),
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
