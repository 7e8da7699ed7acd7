import type { Click } from './clicks.ts';
import { clicked } from './clicks.ts';
import { newSession, type LiveState, type LiveStep } from './state.ts';

/** For the tests: a session of two steps, of which the first is the present one. */

export const MINUTE = 60_000;
export const now = 1_000_000;
export const part = 'p1';

const step = (change: Partial<LiveStep> = {}): LiveStep => ({
  ...{ part, phase: 'waiting', until: null, longer: {}, twice: false, seen: false, pointed: null },
  ...{ openedAt: null, closedAt: null, turned: null },
  ...change
});
export const session = (change: Partial<LiveStep> = {}, more: Partial<LiveState> = {}): LiveState => ({
  ...newSession([part, 'p2']),
  at: 0,
  steps: [step(change), step({ part: 'p2' })],
  ...more
});

export function after(state: LiveState, click: Click, at = now): LiveState {
  const outcome = clicked(state, click, at);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.state;
}

export type Way = 'open' | 'close' | 'show' | 'again' | 'reveal';
export const click = (way: Way): Click =>
  way === 'open' || way === 'again' ? { do: way, part, minutes: null } : { do: way, part };
