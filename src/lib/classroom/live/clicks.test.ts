import { describe, expect, test } from 'vitest';
import type { Click } from './clicks.ts';
import { clicked } from './clicks.ts';
import { after, click, MINUTE, now, part, session, type Way } from './fixture.ts';
import { LiveState, mayAnswer, newSession, PHASES, phaseAt, type LivePhase } from './state.ts';

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
    const place = { source: 'a', start: 1, end: 4 };
    expect(after(shown, { do: 'point', part, place }).steps[0]!.pointed).toEqual(place);
    expect(after(shown, click('reveal')).steps[0]!.phase).toBe('revealed');
    const again = after(shown, click('again'));
    expect(again.steps[0]).toMatchObject({ phase: 'again', twice: true });
    expect(clicked(again, click('show'), now)).toEqual({ refused: expect.stringMatching(/\.$/) });
  });

  test('lets the instructor point at words only once answers are shown, and forgets it with the next phase', () => {
    const place = { source: 'a', start: 1, end: 4 };
    expect(clicked(session({ phase: 'open' }), { do: 'point', part, place }, now)).toHaveProperty('refused');
    const pointed = after(session({ phase: 'shown' }), { do: 'point', part, place });
    expect(pointed.steps[0]!.pointed).toEqual(place);
    expect(after(pointed, click('again')).steps[0]!.pointed).toBeNull();
  });
});

describe('the wall', () => {
  const place = { source: 'b', start: 0, end: 9 };
  const turn = (to: typeof place | null): Click => ({ do: 'turn', part, place: to });

  for (const phase of PHASES)
    if (phase === 'shown' || phase === 'revealed')
      test(`${phase}: is turned by pointing alone, and says so`, () => {
        expect(clicked(session({ phase, seen: true }), turn(place), now)).toEqual({
          refused: expect.stringMatching(/^Point at words instead/)
        });
      });
    else
      test(`${phase}: is turned to a place in the texts and back, which nobody is pointed to`, () => {
        const turned = after(session({ phase }), turn(place));
        expect(turned).toEqual(session({ phase, turned: place }));
        expect(clicked(turned, turn(place), now)).toEqual({ state: turned });
        expect(after(turned, turn(null))).toEqual(session({ phase }));
      });

  test('begins at the top with each phase', () => {
    for (const [phase, way] of [
      ['waiting', 'open'],
      ['open', 'close'],
      ['closed', 'show'],
      ['again', 'close'],
      ['settled', 'reveal']
    ] as const)
      expect(after(session({ phase, turned: place }), click(way)).steps[0]!.turned).toBeNull();
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
