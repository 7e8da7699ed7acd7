import { expect, test } from 'vitest';
import type { ClassCounts } from '../../exercises/define.ts';
import {
  agreeing,
  agreements,
  compared,
  enoughGave,
  gaveInFull,
  isCounted,
  lastOf,
  leftOpen,
  split,
  saidChanged,
  stillOpen,
  toTakeUp,
  type KeyItem
} from './compared.ts';

const item = (change: Partial<KeyItem> = {}): KeyItem => ({
  ...{ id: 's1', badge: 'a', group: null, what: 'The dam broke.', expected: 'states', says: 'States' },
  place: { source: 'a', start: 0, end: 10, quote: 'The dam br' },
  asked: true,
  ...{ reason: 'No source is named.', shows: [], contested: null, marked: null, figure: false },
  ...change
});

const counts = (of: number, given: Record<string, number>): ClassCounts => ({
  of,
  units: [
    {
      ...{ id: 's1', group: null, badge: 'a', what: '', places: [] },
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
  // A share of words times learners is no number of people.
  expect(isCounted(item({ ...asked, marked: false }))).toBe(false);
  expect(isCounted(item())).toBe(true);
});

test('what most read otherwise at the end, and what the class moved away from, is taken up again, the worst first', () => {
  const rest = (share: number | null) => (share === null ? null : 1 - share);
  const row = (id: string, first: number | null, second: number | null) => ({
    ...{ item: item({ id }), first, second, open: null, half: 0 },
    of: { first: { of: 10 }, second: { of: 10 } },
    otherwise: { first: rest(first), last: rest(second ?? first) }
  });
  const rows = [
    row('good', 0.4, 0.9),
    row('away', 0.9, 0.6),
    row('hardly', 0.9, 0.85),
    row('bad', 0.2, 0.3),
    row('once', 0.1, null),
    row('contested', null, null)
  ];
  expect(toTakeUp(rows).map(({ item, why }) => [item.id, why])).toEqual([
    ['once', 'differ'],
    ['bad', 'differ'],
    ['away', 'away']
  ]);
});

test('what is left open is not read otherwise: an item is taken up again where half of those who answered it differ, and more than one did', () => {
  const of = (id: string, given: Record<string, number>) =>
    compared([item({ id: 's1', what: id })], { first: counts(10, given), second: null })[0]!;
  const rows = [
    of('nobody answered', {}),
    of('few answered, and well', { states: 2 }),
    of('one answered otherwise', { source: 1 }),
    of('most answered otherwise', { states: 2, source: 5 }),
    of('half of those who answered', { states: 3, source: 3 }),
    of('all answered well', { states: 10 })
  ];
  expect(toTakeUp(rows).map(({ item, otherwise }) => [item.what, Math.round(10 * otherwise.last!)])).toEqual([
    ['most answered otherwise', 5],
    ['half of those who answered', 3]
  ]);
  const alone = compared([item()], { first: counts(1, { source: 1 }), second: null });
  expect(toTakeUp(alone), 'where one learner is the class').toHaveLength(1);
  const { byAll, bySome } = stillOpen(rows);
  expect(byAll.map(({ item }) => item.what)).toEqual(['nobody answered']);
  expect(bySome.map(({ item, open }) => [item.what, open?.count])).toEqual([
    ['one answered otherwise', 9],
    ['few answered, and well', 8],
    ['half of those who answered', 4],
    ['most answered otherwise', 3]
  ]);
});

test('what a class moved away from is taken up again only where somebody gave something else', () => {
  const rows = compared([item()], { first: counts(10, { states: 10 }), second: counts(10, { states: 7 }) });
  expect(toTakeUp(rows)).toEqual([]);
  const moved = compared([item()], {
    first: counts(10, { states: 10 }),
    second: counts(10, { states: 7, source: 3 })
  });
  expect(toTakeUp(moved)).toMatchObject([{ why: 'away' }]);
  const fewer = compared([item()], {
    first: counts(10, { states: 9, source: 1 }),
    second: counts(10, { states: 7, source: 1 })
  });
  expect(toTakeUp(fewer), 'where as many read it otherwise as before').toEqual([]);
});

test('where nobody answered first and some did after they talked, what they gave is there', () => {
  const [row] = compared([item()], { first: counts(0, {}), second: counts(3, { states: 2, source: 1 }) });
  expect(row).toMatchObject({ first: null, second: 2 / 3, open: { count: 0, of: 3 } });
  expect(enoughGave(row!)).toBe(true);
});

test('of what one of several answered, or none, it is not said how the class read it', () => {
  const of = (given: Record<string, number>) =>
    compared([item()], { first: counts(3, given), second: null })[0]!;
  expect([of({}), of({ source: 1 }), of({ states: 1, source: 1 })].map(enoughGave)).toEqual([
    ...[false, false, true]
  ]);
});

test('left open is what was asked: of freely marked words none is, nor where nobody answered, or was asked', () => {
  expect(leftOpen(item({ id: 'never asked' }), counts(4, { states: 2 }))).toBeNull();
  expect(leftOpen(item(), counts(4, {}))).toEqual({ count: 4, of: 4 });
  expect(leftOpen(item(), counts(4, { states: 2, source: 1 }))).toEqual({ count: 1, of: 4 });
  expect(leftOpen(item({ marked: true }), counts(4, {}))).toBeNull();
  expect(leftOpen(item(), counts(0, {}))).toBeNull();
});

test('of an item that what else was given opens, shares and what was left open are of those who were asked', () => {
  const some = counts(9, { states: 1, source: 1 });
  const opened = { ...some, units: [{ ...some.units[0]!, asked: 4 }] };
  const [row] = compared([item()], { first: opened, second: counts(9, { states: 3 }) });
  expect(row).toMatchObject({ first: 0.25, second: 1 / 3, of: { first: { of: 4 }, second: { of: 9 } } });
  expect(leftOpen(item(), opened)).toEqual({ count: 2, of: 4 });
  const [never] = compared([item({ id: 'never asked' })], { first: opened, second: null });
  expect(never).toMatchObject({ first: null, open: null });
});

/** Four of a class gave "handed", which is half answered: it can still become `source`. */
const half = (given: Record<string, number>): ClassCounts => {
  const counted = counts(8, { ...given, handed: 4 });
  const [unit] = counted.units;
  const readings = unit!.readings.map((one) =>
    one.given === 'handed' ? { ...one, half: true as const } : one
  );
  return { ...counted, becomes: ['source'], units: [{ ...unit!, readings }] };
};

test('what is half answered is neither the key’s nor otherwise, and stands by itself', () => {
  const [row] = compared([item({ expected: 'source' })], {
    first: half({ source: 3, states: 1 }),
    second: null
  });
  expect(row).toMatchObject({ first: 3 / 8, half: 4, open: { count: 0, of: 8 } });
  expect(gaveInFull(row!)).toBe(4);
  expect(toTakeUp([row!])).toEqual([]);
  expect(stillOpen([row!])).toEqual({ byAll: [], bySome: [], half: [row] });
  const [otherwise] = compared([item({ expected: 'source' })], {
    first: half({ source: 1, states: 3 }),
    second: null
  });
  expect(toTakeUp([otherwise!])).toMatchObject([{ why: 'differ', otherwise: { last: 3 / 8 } }]);
});

test('what is half answered and can no longer become the key’s reading is another one', () => {
  const [row] = compared([item()], { first: half({ states: 1 }), second: null });
  expect(row).toMatchObject({ half: 0 });
  expect(toTakeUp([row!])).toMatchObject([{ why: 'differ', otherwise: { last: 0.5 } }]);
});

test('a contested item that is left open is in neither group', () => {
  const contested = { undecided: 'Both can be said.', readings: [] };
  const rows = compared([item({ contested })], { first: counts(4, { states: 2 }), second: null });
  expect(stillOpen(rows)).toEqual({ byAll: [], bySome: [], half: [] });
});

test('before and after stand side by side for each item', () => {
  const rows = compared([item()], { first: counts(4, { states: 1 }), second: counts(4, { states: 3 }) });
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
  const found = (alike: number) => ({ alike, alpha: alike / 2 });
  const first = on({ what: 'voice', found: found(0.4) }, { what: 'source', found: null });
  const second = on({ what: 'source', found: found(0.9) }, { what: 'voice', found: found(0.7) });
  expect(agreements(first, second)).toEqual([
    { what: 'voice', first: found(0.4), second: found(0.7) },
    { what: 'source', first: null, second: found(0.9) }
  ]);
  expect(agreements(first, null)[0]).toEqual({ what: 'voice', first: found(0.4), second: null });
});

test('what was given last is the second round, once somebody gave something in it', () => {
  const [first, second] = [counts(8, { states: 2 }), counts(1, { source: 1 })];
  expect(lastOf(first, second)).toBe(second);
  expect(lastOf(first, counts(0, {}))).toBe(first);
  expect(lastOf(first, null)).toBe(first);
});

test('a class is told how many changed something, and whose first answer counts the second time', () => {
  expect(saidChanged({ changed: null, kept: null })).toBeNull();
  expect(saidChanged({ changed: 0, kept: 0 })).toBe('None of you changed anything.');
  expect(saidChanged({ changed: 1, kept: 0 })).toBe('One of you changed something.');
  expect(saidChanged({ changed: 3, kept: 4 })).toBe(
    '3 of you changed something. 4 answered nothing the second time: the first answer counts there, too.'
  );
});
