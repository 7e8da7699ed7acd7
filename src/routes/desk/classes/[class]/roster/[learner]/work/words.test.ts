import { expect, test } from 'vitest';
import type { SessionTaken } from '$lib/server/live/taken-part.ts';
import { saidSessions } from './words.ts';

const given = { points: 40, items: null, half: '' };
const session = (first: typeof given | null, out = false): SessionTaken => ({
  ...{ id: 's', title: 'Today', createdAt: 1, runs: false, out },
  steps: [{ number: 1, title: 'Sort', first, second: null, twice: false }]
});

test('to have come in is not to have answered, and who joined later missed nothing', () => {
  const said = (sessions: SessionTaken[], of: number, before = 0) => saidSessions({ sessions, of, before });
  expect(said([session(null)], 1)).toBe('came into 1 of 1 live session, answered in none');
  expect(said([session(given), session(null), session(given, true)], 4)).toBe(
    'came into 3 of 4 live sessions, answered in 1'
  );
  expect(said([], 2, 1)).toBe('came into none of 2 live sessions, joined the class after 1 live session');
  expect(said([], 0, 2)).toBe('joined the class after 2 live sessions');
  expect(said([], 0)).toBe('');
});
