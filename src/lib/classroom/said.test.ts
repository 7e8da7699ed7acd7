import { expect, test } from 'vitest';
import { newStep } from './draft.ts';
import { catalogue } from './fixture.ts';
import {
  saidAttempts,
  saidMinutes,
  saidNothingIn,
  saidOpen,
  saidTogether,
  saidTwice,
  tallyOf
} from './said.ts';

test('the minutes of a lesson are its own, and each exercise is counted', () => {
  const steps = [
    newStep(catalogue, 'lesson', 'warm', '01-first'),
    newStep(catalogue, 'exercise', 'warm', 'kept')
  ];
  expect(tallyOf(catalogue, steps)).toEqual({ minutes: 27, exercises: 3, open: 2 });
});

test('an instructor is told how many keys are public', () => {
  const said = (exercises: number, open: number) => saidOpen({ minutes: 0, exercises, open });
  expect(said(3, 2)).toBe(
    '2 of the 3 exercises are open ones: their keys are public, and anybody can look them up.'
  );
  expect(said(3, 1)).toBe(
    '1 of the 3 exercises is an open one: its key is public, and anybody can look it up.'
  );
  expect(said(2, 2)).toMatch(/^Both exercises are open ones/);
  expect(said(4, 4)).toMatch(/^All 4 exercises are open ones/);
  expect(said(1, 1)).toMatch(/^The exercise is an open one: its key/);
  expect(said(2, 0)).toBeNull();
});

test('which of several attempts counts is said with them', () => {
  expect(saidAttempts({ attempts: 1, counts: 'best' })).toBe('One attempt');
  expect(saidAttempts({ attempts: 3, counts: 'last' })).toBe('3 attempts, the last counts');
});

test('an instructor is warned of reserved keys that are shown while somebody can join a second time', () => {
  const reserved = { minutes: 0, exercises: 2, open: 1 };
  for (const feedback of ['at-once', 'handed-in'] as const)
    expect(saidTwice(reserved, feedback, true)).toMatch(/Shut the door .*or show reasons after closing/);
  expect(saidTwice(reserved, 'closed', true)).toBeNull();
  expect(saidTwice(reserved, 'handed-in', false)).toBeNull();
  expect(saidTwice({ ...reserved, open: 2 }, 'handed-in', true)).toBeNull();
});

test.each([
  [1, 0, 'The exercise is reserved, and'],
  [2, 1, '1 of the 2 exercises is reserved, and'],
  [5, 2, '3 of the 5 exercises are reserved, and'],
  [2, 0, 'Both exercises are reserved, and'],
  [4, 0, 'All 4 exercises are reserved, and']
])('of %i exercises with %i open ones it is said how many are reserved', (exercises, open, says) => {
  expect(saidTwice({ minutes: 0, exercises, open }, 'handed-in', true)?.startsWith(says)).toBe(true);
});

test('an instructor is warned of reserved exercises that are on the same text, for each text', () => {
  const kept = catalogue.flatMap(({ exercises }) => exercises).find(({ slug }) => slug === 'kept')!;
  const said = (more: object[]) => {
    const added = more.map((one, i) => ({ ...kept, slug: `more-${i}`, title: `More ${i}`, ...one }));
    const all = catalogue.map((pack) =>
      pack.slug === 'warm' ? { ...pack, exercises: [...pack.exercises, ...added] } : pack
    );
    return saidTogether(
      all,
      ['one', 'kept', ...added.map(({ slug }) => slug)].map((slug) => newStep(all, 'exercise', 'warm', slug))
    );
  };
  expect(said([])).toEqual([]);
  expect(said([{ sources: ['kept', 'other'] }])).toEqual([
    expect.stringMatching(/^“The exercise kept” and “More 0” are reserved and on the same text: /)
  ]);
  const two = said([{}, { sources: ['other'] }, { sources: ['other'] }]);
  expect(two.map((says) => says.split(' are reserved')[0])).toEqual([
    '“The exercise kept” and “More 0”',
    '“More 1” and “More 2”'
  ]);
  expect(said([{ access: 'open' }, { sources: ['other'] }, { type: 'figures' }])).toEqual([]);
});

test('one minute is one', () => {
  expect([1, 2].map(saidMinutes)).toEqual(['1 minute', '2 minutes']);
});

test('whoever hands in is told in how many exercises nothing is answered, and that it counts 0', () => {
  expect(saidNothingIn(2, 3)).toBe('Nothing is answered in 2 of 3 exercises: each of them counts 0.');
  expect(saidNothingIn(1, 3)).toBe('Nothing is answered in 1 of 3 exercises: it counts 0.');
  expect(saidNothingIn(3, 3)).toBe('Nothing is answered in any of the 3 exercises: each of them counts 0.');
  expect(saidNothingIn(1, 1)).toBe('Nothing is answered: that counts 0.');
  expect(saidNothingIn(0, 3)).toBeNull();
});
