import { expect, test } from 'vitest';
import { extensionFrom, saidMore, type TypedTime } from './more-time.ts';
import { settingsToBeginWith } from './settings.ts';

const settings = {
  ...settingsToBeginWith('Europe/Vienna'),
  due: Date.parse('2026-12-07T13:00Z'),
  minutes: 30
};
const read = (typed: Partial<TypedTime>, change = {}) =>
  extensionFrom({ minutes: '', until: '', ...typed }, { ...settings, ...change });
const paths = (typed: Partial<TypedTime>, change = {}) => {
  const outcome = read(typed, change);
  return 'problems' in outcome ? outcome.problems.map(({ path }) => path) : [];
};

test('more time is minutes, a later time, or both', () => {
  expect(read({ minutes: '15' })).toEqual({ extension: { minutes: 15, until: null } });
  expect(read({ until: '2026-12-08T14:00' })).toEqual({
    extension: { minutes: 0, until: Date.parse('2026-12-08T13:00Z') }
  });
  expect(read({ minutes: '5', until: '2026-12-08T14:00' })).toMatchObject({ extension: { minutes: 5 } });
});

test('more time that changes nothing is none', () => {
  expect(paths({})).toEqual(['until']);
  expect(paths({ minutes: '0' })).toEqual(['until']);
  expect(paths({ until: '2026-12-07T14:00' })).toEqual(['until']);
  expect(paths({ until: '2026-12-08T14:00' }, { due: null })).toEqual(['until']);
  expect(paths({ minutes: '5' }, { minutes: null })).toEqual(['minutes']);
});

test('what is no number and no time is refused', () => {
  expect(paths({ minutes: '-5', until: 'tomorrow' })).toEqual(['minutes', 'until']);
  expect(paths({ minutes: '601' })).toEqual(['minutes']);
});

test('an instructor is told where more time reopens nothing, and why', () => {
  expect(saidMore('more', 'Quiet Heron')).toBe('Quiet Heron has more time.');
  expect(saidMore('goes-on', 'Quiet Heron')).toMatch(/goes on where it stopped/);
  for (const done of ['past', 'handed-in', 'revealed'] as const)
    expect(saidMore(done, 'Quiet Heron')).toMatch(/^It is kept, and nothing goes on: .*Quiet Heron/);
});
