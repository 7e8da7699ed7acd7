import { describe, expect, test } from 'vitest';
import { Click, clicked } from './clicks.ts';
import { after, click, MINUTE, now, part, session, type Way } from './fixture.ts';
import { closedSince, LiveState, mayAnswer, newSession, PHASES, phaseAt, type LivePhase } from './state.ts';

/** Every phase, and where each click leads from it; `null`: it is refused. */
const TABLE: Record<LivePhase, Record<Way, LivePhase | null>> = {
  waiting: { open: 'open', close: null, show: null, again: null, reveal: null },
  open: { open: 'open', close: 'closed', show: null, again: null, reveal: null },
  closed: { open: 'open', close: 'closed', show: 'shown', again: 'again', reveal: 'revealed' },
  shown: { open: null, close: null, show: 'shown', again: 'again', reveal: 'revealed' },
  again: { open: null, close: 'settled', show: null, again: 'again', reveal: null },
  settled: { open: null, close: 'settled', show: 'shown', again: 'again', reveal: 'revealed' },
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

  test('shows what the class gave the second time before its key, and lets it answer once more after that', () => {
    const settled = session({ phase: 'settled', twice: true, seen: true });
    const shown = after(settled, { do: 'show', part });
    expect(shown.steps[0]).toMatchObject({ phase: 'shown', twice: true, seen: true });
    expect(after(shown, point(place)).steps[0]!.pointed).toEqual(place);
    expect(after(shown, click('reveal')).steps[0]!.phase).toBe('revealed');
    const again = after(shown, click('again'));
    expect(again.steps[0]).toMatchObject({ phase: 'again', twice: true });
    expect(clicked(again, click('show'), now)).toEqual({ refused: expect.stringMatching(/\.$/) });
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

  test('is pointed at by name only where everybody is asked about it, until the key is revealed', () => {
    const [named, secret] = [
      { ...place, unit: 's1' },
      { ...place, unit: 'cells:1' }
    ];
    const asked = [{ id: 's1', places: [{ ...place, quote: 'The bell.' }] }];
    const by = (at: typeof named, phase: 'shown' | 'revealed') =>
      clicked(session({ phase }), point(at), now, asked);
    expect(by(named, 'shown')).toMatchObject({ state: { steps: [{ pointed: named }, {}] } });
    const refused = { refused: expect.stringMatching(/^That is in the key alone\./) };
    expect(by(secret, 'shown')).toEqual(refused);
    // A name with a place that is not its own would tell the key's place.
    expect(by({ ...named, end: 12 }, 'shown')).toEqual(refused);
    expect(clicked(session({ phase: 'shown' }), point(named), now)).toEqual(refused);
    expect(by(secret, 'revealed')).toMatchObject({ state: { steps: [{ pointed: secret }, {}] } });
    // The wall is turned to words, which need no name.
    expect(Click.safeParse(turn(secret)).success).toBe(false);
    expect(Click.safeParse(turn(place)).success).toBe(true);
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

  test.each(['show', 'reveal'] as const)('goes to the picture that %s brings, by the same click', (way) => {
    const top: Click = { do: way, part, top: true };
    const settled = session({ phase: 'settled', twice: true, turned: place });
    const shown = after(settled, top);
    expect(shown).toEqual(
      after({ ...settled, steps: session({ phase: 'settled', twice: true }).steps }, click(way))
    );
    // Turned on since, it stays there when the click comes once more.
    const on = after(shown, turn(place));
    expect(clicked(on, top, now)).toEqual({ state: on });
    expect(clicked(session({ phase: 'open', turned: place }), top, now)).toHaveProperty('refused');
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
    const stored = {
      ...old,
      steps: steps.map(({ openedAt: _, closedAt: __, turned: ___, ...each }) => each)
    };
    expect(LiveState.parse(stored)).toEqual(session());
  });

  test('knows since when its answers are closed, by a click or by the clock, and not while they are open', () => {
    const closed = (state: LiveState, at: number) => closedSince(state.steps[0]!, at);
    const timed = after(session(), { do: 'open', part, minutes: 1 });
    expect(closed(timed, now + MINUTE - 1)).toBeNull();
    expect(closed(timed, now + MINUTE)).toBe(now + MINUTE);
    // What is shown later was closed before.
    const shown = after(timed, click('show'), now + 3 * MINUTE);
    expect(closed(shown, now + 9 * MINUTE)).toBe(now + MINUTE);
    const again = after(shown, click('again'), now + 4 * MINUTE);
    expect(closed(again, now + 9 * MINUTE)).toBeNull();
    const settled = after(again, click('close'), now + 5 * MINUTE);
    expect(closed(after(settled, click('reveal'), now + 6 * MINUTE), now + 9 * MINUTE)).toBe(
      now + 5 * MINUTE
    );
  });
});
