import { expect, test } from 'vitest';
import type { ClassCounts } from '../../exercises/define.ts';
import {
  agreeing,
  agreements,
  compared,
  lastOf,
  split,
  saidChanged,
  toTakeUp,
  type KeyItem
} from './compared.ts';

const item = (change: Partial<KeyItem> = {}): KeyItem => ({
  ...{ id: 's1', number: 1, group: null, what: 'The dam broke.', expected: 'states', says: 'States' },
  place: { source: 'a', start: 0, end: 10, quote: 'The dam br' },
  ...{ reason: 'No source is named.', shows: [], contested: null, marked: null },
  ...change
});

const counts = (of: number, given: Record<string, number>): ClassCounts => ({
  of,
  units: [
    {
      ...{ id: 's1', group: null, what: '', places: [] },
      readings: Object.entries(given).map(([given, count]) => ({ given, count }))
    }
  ],
  heat: [],
  agreement: []
});

test('the share that reads as the key does counts who left it open as well', () => {
  expect(agreeing(item(), counts(8, { states: 2, source: 4 }))).toBe(0.25);
  expect(agreeing(item(), counts(8, { source: 4 }))).toBe(0);
});

test('nothing is said where nobody answered, or careful readers differ', () => {
  expect(agreeing(item(), counts(0, {}))).toBeNull();
  expect(agreeing(item(), null)).toBeNull();
  const contested = { undecided: 'Both can be said.', readings: [] };
  expect(agreeing(item({ contested }), counts(8, { states: 8 }))).toBeNull();
});

test('of marked words it is the share that marked them, or left alone what the key leaves alone', () => {
  const marks: ClassCounts = {
    ...{ of: 4, units: [], agreement: [] },
    heat: [
      { source: 'a', start: 0, end: 5, count: 4, unit: null, role: null },
      { source: 'a', start: 5, end: 20, count: 1, unit: null, role: null },
      { source: 'b', start: 0, end: 10, count: 4, unit: null, role: null }
    ]
  };
  const asked = { expected: null, says: null };
  expect(agreeing(item({ ...asked, marked: true }), marks)).toBe(0.625);
  expect(agreeing(item({ ...asked, marked: false }), marks)).toBe(0.375);
});

test('what most read otherwise at the end, and what the class moved away from, is taken up again, the worst first', () => {
  const rows = [
    { item: item({ id: 'good' }), first: 0.4, second: 0.9 },
    { item: item({ id: 'away' }), first: 0.9, second: 0.6 },
    { item: item({ id: 'hardly' }), first: 0.9, second: 0.85 },
    { item: item({ id: 'bad' }), first: 0.2, second: 0.3 },
    { item: item({ id: 'once' }), first: 0.1, second: null },
    { item: item({ id: 'contested' }), first: null, second: null }
  ];
  expect(toTakeUp(rows).map(({ item, why }) => [item.id, why])).toEqual([
    ['once', 'differ'],
    ['bad', 'differ'],
    ['away', 'away']
  ]);
});

test('before and after stand side by side for each item', () => {
  const rows = compared([item()], counts(4, { states: 1 }), counts(4, { states: 3 }));
  expect(rows).toMatchObject([{ first: 0.25, second: 0.75 }]);
});

test('of a contested item both readings are there, with their counts, and what else was given', () => {
  const contested = {
    undecided: 'Both can be said.',
    readings: [
      { as: 'states', name: 'States', reason: 'a' },
      { as: 'source', name: 'Hands to a source', reason: 'b' }
    ]
  };
  expect(split(item({ contested }), counts(6, { states: 2, characterises: 3 }))).toEqual([
    { as: 'states', named: 'States', count: 2 },
    { as: 'source', named: 'Hands to a source', count: 0 },
    { as: 'characterises', named: null, count: 3 }
  ]);
});

test('agreement among learners is set against that after they talked, by what it is on', () => {
  const on = (...agreement: ClassCounts['agreement']) => ({ ...counts(8, {}), agreement });
  const first = on({ what: 'voice', alpha: 0.4 }, { what: 'source', alpha: null });
  expect(agreements(first, on({ what: 'source', alpha: 0.9 }, { what: 'voice', alpha: 0.7 }))).toEqual([
    { what: 'voice', first: 0.4, second: 0.7 },
    { what: 'source', first: null, second: 0.9 }
  ]);
  expect(agreements(first, null)[0]).toEqual({ what: 'voice', first: 0.4, second: null });
});

test('what was given last is the second round, once somebody gave something in it', () => {
  const [first, second] = [counts(8, { states: 2 }), counts(1, { source: 1 })];
  expect(lastOf(first, second)).toBe(second);
  expect(lastOf(first, counts(0, {}))).toBe(first);
  expect(lastOf(first, null)).toBe(first);
});

test('a class is told how many changed something, and whose first answer counts the second time', () => {
  expect(saidChanged({ changed: null, kept: null })).toBeNull();
  expect(saidChanged({ changed: 1, kept: 0 })).toBe('One of you changed something.');
  expect(saidChanged({ changed: 3, kept: 4 })).toBe(
    '3 of you changed something. 4 gave nothing the second time: the first answer counts there, too.'
  );
});
