import { expect, test } from 'vitest';
import { clicked, type Click } from './clicks.ts';
import { newSession, type LiveState } from './state.ts';
import { commonView, deskView, ownView, wallView, type Room } from './views.ts';

const T = 1_800_000_000_000;
const MINUTE = 60_000;
const part = 'a';

const session = (...clicks: Click[]): LiveState =>
  clicks.reduce(
    (state, click) => {
      const outcome = clicked(state, click, T);
      if ('refused' in outcome) throw new Error(outcome.refused);
      return outcome.state;
    },
    newSession([part])
  );

const room = (state: LiveState, joined: Record<string, number>, done: string[] = []): Room => ({
  ...{ version: 1, state, door: { code: null, shut: false }, apart: new Map() },
  seats: Object.entries(joined).map(([learner, joinedAt]) => ({
    ...{ learner, name: learner, approved: true, joinedAt, seenAt: joinedAt }
  })),
  saved: done.map((learner) => ({ part, round: 1, learner, revision: 1, done: true }))
});
const open = (minutes: number | null): Click[] => [
  { do: 'go', to: 0 },
  { do: 'open', part, minutes }
];
const lateIn = (of: Room, now = T + 3 * MINUTE) =>
  Object.fromEntries(deskView(of, now).seats.map(({ learner, late }) => [learner, late]));

test('the instructor sees who came in with less than half of the time left', () => {
  const joined = { before: T - 1, soon: T + MINUTE, late: T + 3 * MINUTE };
  expect(lateIn(room(session(...open(4)), joined))).toEqual({ before: false, soon: false, late: true });
  expect(lateIn(room(session(...open(null)), joined))).toEqual({ before: false, soon: false, late: false });
});

test('of who has more time by now, is done, or was taken out, nothing is said; nor once it is over', () => {
  const joined = { late: T + 3 * MINUTE };
  const state = session(...open(4));
  const more = session(...open(4), { do: 'longer', part, learner: 'late', minutes: 2 });
  const out = session(...open(4), { do: 'out', learner: 'late' });
  for (const of of [room(more, joined), room(out, joined), room(state, joined, ['late'])])
    expect(lateIn(of)).toEqual({ late: false });
  expect(lateIn(room(state, joined), T + 4 * MINUTE)).toEqual({ late: false });
});

test('where the wall is turned to, and that it shows the way in, is told to the wall and the instructor alone', () => {
  const place = { source: 'text', start: 3, end: 9 };
  const turned = session(...open(4), { do: 'turn', part, place });
  const shown = session(...open(4), { do: 'way-in', shown: true });
  for (const view of [wallView, deskView]) {
    expect(view(room(turned, {}), T)).toMatchObject({ turned: place, wayIn: false });
    expect(view(room(shown, {}), T)).toMatchObject({ turned: null, wayIn: true });
  }
  const plain = room(session(...open(4)), {});
  for (const state of [turned, shown]) {
    expect(commonView(room(state, {}), T)).toEqual(commonView(plain, T));
    expect(ownView(state, 'late', [])).toEqual(ownView(plain.state, 'late', []));
  }
});
