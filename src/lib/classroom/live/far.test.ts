import { expect, test } from 'vitest';
import { clicked, type Click } from './clicks.ts';
import { apartOf, farOf } from './far.ts';
import { newSession, type LiveState, type Round } from './state.ts';
import { deskView, wallView, type Room } from './views.ts';

const T = 1_800_000_000_000;
const part = 'a';
const LEARNERS = ['again', 'done', 'kept', 'nothing'];
const FIRST: Click[] = [
  { do: 'go', to: 0 },
  { do: 'open', part, minutes: null },
  { do: 'close', part },
  { do: 'show', part }
];

const after = (...clicks: Click[]): LiveState =>
  clicks.reduce(
    (state, click) => {
      const outcome = clicked(state, click, T);
      if ('refused' in outcome) throw new Error(outcome.refused);
      return outcome.state;
    },
    newSession([part])
  );

/** All but one answered alone; in the second round one goes on, and one says that they are done. */
const view = (state: LiveState, apart: Room['apart'] = new Map(), joined: Record<string, number> = {}) => {
  const mark = (round: Round, learner: string, done: boolean) => ({
    part,
    round,
    learner,
    revision: 1,
    done
  });
  const room: Room = {
    ...{ version: 1, state, door: { code: null, shut: false }, apart },
    seats: LEARNERS.map((learner) => ({
      ...{ learner, name: learner, approved: true, joinedAt: joined[learner] ?? T - 1, seenAt: T }
    })),
    saved: [
      ...['again', 'done', 'kept'].map((learner) => mark(1, learner, true)),
      ...(state.steps[0]!.twice ? [mark(2, 'again', false), mark(2, 'done', true)] : [])
    ]
  };
  const desk = deskView(room, T);
  return {
    says: farOf(desk.common.steps[0]!.phase, desk.answering),
    seats: desk.seats.map(({ answer }) => answer),
    ...(apart.size > 0
      ? {
          wall: farOf(desk.common.steps[0]!.phase, wallView(room, T).answering),
          apart: apartOf(desk.common.steps[0]!.phase, desk.apart)
        }
      : {})
  };
};

test('in the first round, it is said who gave something and who say they are done', () => {
  expect(view(after(...FIRST))).toEqual({
    says: '3 of 4 answered something, 3 say they are done.',
    seats: ['done', 'done', 'done', 'none']
  });
});

test('in the second round, who has not touched their first answer stands by it, and has not given nothing', () => {
  const seats = ['begun', 'done', 'kept', 'none'];
  const again = after(...FIRST, { do: 'again', part, minutes: null });
  expect(view(again)).toEqual({
    says: '2 of 4 answered again, 1 says they are done. 1 has the first answer so far.',
    seats
  });
  const says = '2 of 4 answered again, 1 says they are done. 1 kept the first answer. 1 answered nothing.';
  const settled = [...FIRST, { do: 'again', part, minutes: null }, { do: 'close', part }] as Click[];
  expect(view(after(...settled))).toEqual({ says, seats });
  expect(view(after(...settled, { do: 'show', part }))).toEqual({ says, seats });
  expect(view(after(...settled, { do: 'reveal', part }))).toEqual({ says, seats });
});

test('where nobody answered the first time, nobody answers again, and nobody keeps anything', () => {
  const state = after(...FIRST.slice(0, 3), { do: 'again', part, minutes: null });
  const seats = LEARNERS.map((learner) => ({
    ...{ learner, name: learner, approved: true, joinedAt: T - 1, seenAt: T }
  }));
  const saved = [{ part, round: 2 as const, learner: 'again', revision: 1, done: true }];
  const room: Room = {
    ...{ version: 1, state, door: { code: null, shut: false }, apart: new Map(), seats, saved }
  };
  const desk = deskView(room, T);
  expect(farOf('again', desk.answering)).toBe('1 of 4 answered something, 1 says they are done.');
  expect(desk.seats.map(({ answer }) => answer)).toEqual(['done', 'none', 'none', 'none']);
});

test('of a learner who was taken out, no answer counts', () => {
  const out = after(...FIRST, { do: 'again', part, minutes: null }, { do: 'out', learner: 'kept' });
  expect(view(out).says).toBe('2 of 3 answered again, 1 says they are done.');
});

test('who came in once the answers were closed is not one of those who answered nothing', () => {
  const late = { nothing: T };
  const says = (state: LiveState) => view(state, new Map(), late).says;
  expect(says(after(...FIRST.slice(0, 2)))).toBe('3 of 4 answered something, 3 say they are done.');
  expect(says(after(...FIRST))).toBe('3 of 3 answered something, 3 say they are done.');
  // Asked again, they can answer with the others.
  const again: Click = { do: 'again', part, minutes: null };
  expect(says(after(...FIRST, again))).toMatch(/^2 of 4 answered again/);
  // What they gave counts, and so does who gave nothing and was there.
  const kept = view(after(...FIRST), new Map(), { done: T }).says;
  expect(kept).toBe('3 of 4 answered something, 3 say they are done.');
});

test('where nobody is there to answer, that is said, and no numbers', () => {
  const gone = LEARNERS.map((learner): Click => ({ do: 'out', learner }));
  const says = (...clicks: Click[]) => view(after(...clicks, ...gone)).says;
  expect(says(...FIRST.slice(0, 2))).toBe('Nobody is here to answer it.');
  expect(says(...FIRST)).toBe('Nobody was here to answer it.');
  expect(says(...FIRST, { do: 'again', part, minutes: null })).toBe('Nobody is here to answer it.');
});

test('where everybody answered again, nothing more is said', () => {
  expect(farOf('settled', { of: 2, begun: 2, done: 2, kept: 0 })).toBe(
    '2 of 2 answered again, 2 say they are done. 0 kept the first answer.'
  );
  expect(farOf('again', { of: 1, begun: 1, done: 0, kept: 0 })).toBe(
    '1 of 1 answered again, 0 say they are done.'
  );
});

test('who does another exercise is in no number, and on a wall nobody can subtract them', () => {
  const apart = new Map([[part, new Set(['done'])]]);
  const open = FIRST.slice(0, 2);
  expect(view(after(...open), apart)).toMatchObject({
    seats: ['done', 'apart', 'done', 'none'],
    says: '2 of 3 answered something, 2 say they are done.',
    wall: '2 answered something, 2 say they are done.',
    apart: '1 does another exercise.'
  });
  const again = after(...FIRST, { do: 'again', part, minutes: null });
  expect(view(again, apart)).toMatchObject({
    wall: '1 answered again, 0 say they are done. 1 has the first answer so far.'
  });
  expect(
    view(after(...FIRST, { do: 'again', part, minutes: null }, { do: 'close', part }), apart)
  ).toMatchObject({
    says: '1 of 3 answered again, 0 say they are done. 1 kept the first answer. 1 answered nothing.',
    apart: '1 did another exercise.'
  });
});

test('a wall looks the same whether nobody or somebody does the other exercise that is offered', () => {
  const open = after(...FIRST.slice(0, 2));
  expect(view(open, new Map([[part, new Set<string>()]]))).toMatchObject({
    says: '3 of 4 answered something, 3 say they are done.',
    wall: '3 answered something, 3 say they are done.',
    apart: ''
  });
});
