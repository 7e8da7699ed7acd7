import { expect, test } from 'vitest';
import { Click, clicked } from './clicks.ts';
import { nextOf, phaseSays, type Doing } from './next.ts';
import { newSession, PHASES, type LivePhase, type LiveState } from './state.ts';

const NOW = 1_800_000_000_000;
const clickOf = ({ click, timed }: Doing): Click => Click.parse(timed ? { ...click, minutes: null } : click);

const done = (state: LiveState, doing: Doing): LiveState => {
  const outcome = clicked(state, clickOf(doing), NOW);
  if ('refused' in outcome) throw new Error(`${doing.says}: ${outcome.refused}`);
  return outcome.state;
};

test('what leads goes through a whole session, each step opened, shown, answered again and revealed, to its end', () => {
  let state = newSession(['a', 'b']);
  const said: string[] = [];
  while (state.endedAt === null) {
    const { leads } = nextOf(state, NOW);
    said.push(leads.says);
    state = done(state, leads);
  }
  const step = [
    ...['Open for answers', 'Close the answers', 'Show what the class gave', 'Let them answer again'],
    ...['Close the answers', 'Reveal key and reasons']
  ];
  expect(said).toEqual(['Go to the first step', ...step, 'Next step', ...step, 'End the session']);
});

test('where steps were jumped over, the last one leads to the first of these, and the end stands beside it', () => {
  const state = newSession(['a', 'b', 'c']);
  const stands = (phases: LivePhase[], at = 2) => {
    const steps = state.steps.map((step, i) => ({ ...step, phase: phases[i]! }));
    const { leads, beside, others } = nextOf({ ...state, at, steps }, NOW);
    return [leads, ...beside, ...others].map(({ says }) => says);
  };
  expect(stands(['waiting', 'waiting', 'revealed'])).toEqual([
    ...['Go to step 1, not opened yet', 'End the session', 'Back one step']
  ]);
  // Two ways to one step are one.
  expect(stands(['revealed', 'waiting', 'revealed'])).toEqual([
    'Go to step 2, not opened yet',
    'End the session'
  ]);
  expect(stands(['revealed', 'closed', 'revealed'])).toEqual(['End the session', 'Back one step']);
  // What came after it is done, and need not be gone through again.
  expect(stands(['revealed', 'revealed', 'revealed'], 0)).toEqual(['End the session']);
  expect(stands(['revealed', 'waiting', 'waiting'])).toEqual([
    'Open for answers',
    'Go to step 2, not opened yet'
  ]);
});

test('nothing that is offered is refused, wherever a session stands', () => {
  const known = new Set<string>();
  const open = [newSession(['a', 'b'])];
  for (let state = open.pop(); state; state = open.pop()) {
    const name = JSON.stringify(state);
    if (known.has(name) || state.endedAt !== null) continue;
    known.add(name);
    const { leads, beside, others } = nextOf(state, NOW);
    for (const doing of [leads, ...beside, ...others]) {
      const after = done(state, doing);
      expect(after, `${doing.says} changes something`).not.toBe(state);
      open.push(after);
    }
  }
  expect(known.size).toBeGreaterThan(100);
});

test('where the time is over, it is closed', () => {
  const state = done(newSession(['a']), { says: '', click: { do: 'go', to: 0 }, timed: false });
  const opened = clicked(state, { do: 'open', part: 'a', minutes: 2 }, NOW) as { state: LiveState };
  expect(nextOf(opened.state, NOW + 119_999).leads.says).toBe('Close the answers');
  expect(nextOf(opened.state, NOW + 120_000).leads.says).toBe('Show what the class gave');
});

test('what is as sensible as what leads stands beside it: after each showing and before it, the key too', () => {
  const stands = (phase: LivePhase, twice = false) => {
    const state = newSession(['a', 'b']);
    const steps = state.steps.map((step) => ({ ...step, phase, twice, seen: twice }));
    const { leads, beside } = nextOf({ ...state, at: 0, steps }, NOW);
    return [leads, ...beside].map(({ says }) => says);
  };
  const [again, reveal] = ['Let them answer again', 'Reveal key and reasons'];
  expect(stands('closed')).toEqual(['Show what the class gave', again, reveal]);
  expect(stands('shown')).toEqual([again, reveal]);
  expect(stands('settled', true)).toEqual([reveal, 'Show the second answers', again]);
  expect(stands('shown', true)).toEqual([reveal, again]);
  for (const phase of PHASES) expect(stands(phase).length).toBeLessThanOrEqual(3);
});

test('a phase is named by what is shown in it: the second answers are not the first', () => {
  expect(phaseSays('shown', false)).toBe('What the class gave is shown');
  expect(phaseSays('shown', true)).toBe('What the class gave the second time is shown');
  expect(new Set(PHASES.map((phase) => phaseSays(phase, true))).size).toBe(PHASES.length);
});
