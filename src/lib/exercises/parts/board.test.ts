import { expect, test } from 'vitest';
import type { ClassCounts } from '../define.ts';
import { isAt } from '../pointed.ts';
import { askedUnits, boardUnits, drawnAs, tintedHeat, tintedUnits } from './board.ts';

const named = (_unit: string, given: string) => ({ name: given, sign: given[0]!.toUpperCase(), look: given });

const told = (count: number): ClassCounts => ({
  ...{ of: 4, heat: [], agreement: [] },
  units: [
    {
      ...{ id: 'u1', group: null, badge: 'a', what: 'The pool is open.' },
      places: [{ source: 'notice', start: 0, end: 17, quote: 'The pool is open.' }],
      readings: [{ given: 'states', count }]
    }
  ]
});

test('a statement that one more learner reads alike is another one to draw: its count has changed', () => {
  const [two, three] = [2, 3].map((count) => tintedUnits(boardUnits(told(count), named, null), 4)[0]!);
  expect([two!.after?.sign, three!.after?.sign]).toEqual(['2×S', '3×S']);
  // What is drawn again is told by this.
  expect(two!.state).not.toBe(three!.state);
});

test('where two readings are as common, the words look like neither; once the key is there, like the key', () => {
  const [unit] = told(1).units;
  const readings = [
    { given: 'states', count: 2 },
    { given: 'hands', count: 2 }
  ];
  const drawn = (key: string | null) =>
    tintedUnits(
      boardUnits({ ...told(1), units: [{ ...unit!, readings }] }, named, key ? new Map([['u1', key]]) : null),
      4
    )[0]!;
  expect(drawn(null)).toMatchObject({
    badge: 'a',
    after: { sign: '2×S · 2×H', says: '' },
    class: 'asked tint-3',
    look: ''
  });
  expect(drawn('hands')).toMatchObject({ class: 'as-hands tint-3', look: 'hands' });
});

/** @param given how many gave what; `device` is half answered, and may become a naming */
function drawnOf(given: Record<string, number>, of: number, key: string | null = null) {
  const [unit] = told(1).units;
  const readings = Object.entries(given).map(([given, count]) => ({
    ...{ given, count },
    ...(given === 'device' ? { half: true as const } : {})
  }));
  const counts = { ...told(1), of, becomes: ['naming'], units: [{ ...unit!, readings }] };
  return tintedUnits(boardUnits(counts, named, key === null ? null : new Map([['u1', key]])), of)[0]!;
}

test('what is half answered counts as what it is: the commonest gives the look, and differs from all that it cannot become', () => {
  const sign = (sign: string) => ({ after: { sign } });
  expect(drawnOf({ device: 3, plain: 1 }, 4)).toMatchObject({
    ...sign('3×D · 1×P'),
    class: 'as-device tint-2'
  });
  expect(drawnOf({ plain: 3, device: 1 }, 4)).toMatchObject({
    ...sign('3×P · 1×D'),
    class: 'as-plain tint-2'
  });
  // Whoever names the device has called it one as well.
  expect(drawnOf({ device: 3, naming: 1 }, 4)).toMatchObject({ class: 'as-device tint-0' });
  expect(drawnOf({ device: 2, naming: 1 }, 4, 'naming')).toMatchObject({
    ...sign('1×N✓ · 2×D'),
    class: 'as-naming tint-0'
  });
  // It is not plain wording any more, whatever device it becomes.
  expect(drawnOf({ device: 2, naming: 1 }, 4, 'plain')).toMatchObject({ class: 'as-plain tint-4' });
});

test('a draw, or nearly one, looks like neither reading, and is tinted', () => {
  expect(drawnOf({ plain: 2, device: 2 }, 4)).toMatchObject({ class: 'asked tint-3', look: '' });
  expect(drawnOf({ plain: 11, device: 9 }, 20)).toMatchObject({ class: 'asked tint-3', look: '' });
  expect(drawnOf({ plain: 12, device: 8 }, 20)).toMatchObject({ class: 'as-plain tint-2', look: 'plain' });
});

const many = (expected: string | null | undefined) => {
  const [unit] = told(1).units;
  const readings = [
    { given: 'states', count: 2 },
    { given: 'characterises', count: 1 },
    { given: 'hands', count: 1 }
  ];
  const keyed = expected === undefined ? null : new Map([['u1', expected]]);
  return tintedUnits(boardUnits({ ...told(1), units: [{ ...unit!, readings }] }, named, keyed), 4)[0]!;
};

test('after a statement stands whatever was given for it, the commonest first, and before it that is said in words', () => {
  expect(many(undefined)).toMatchObject({
    badge: 'a',
    after: { sign: '2×S · 1×C · 1×H', says: '' },
    says: 'a: 2 states, 1 characterises, 1 hands.',
    class: 'as-states tint-3'
  });
});

test('where the key is shown, what it has stands first and is drawn, given or not; what is contested says so', () => {
  expect(many('hands')).toMatchObject({
    after: { sign: '1×H✓ · 2×S · 1×C', says: '' },
    class: 'as-hands tint-4',
    look: 'hands'
  });
  expect(many('reports')).toMatchObject({
    after: { sign: 'R✓ · 2×S · 1×C · 1×H', says: '' },
    says: 'a: 0 reports (the key), 2 states, 1 characterises, 1 hands.'
  });
  expect(many(null)).toMatchObject({
    after: { sign: '◇ 2×S · 1×C · 1×H', says: '' },
    says: expect.stringMatching(/^a: careful readers differ; /),
    class: 'as-states tint-0'
  });
});

test('a statement in two pieces has its letter before each, and the counts after the last', () => {
  const { readings: _, ...unit } = told(1).units[0]!;
  const pieces = { ...unit, places: [unit.places[0]!, { ...unit.places[0]!, start: 20, end: 30 }] };
  const drawn = tintedUnits(
    boardUnits(
      { ...told(3), units: [{ ...pieces, readings: [{ given: 'states', count: 3 }] }] },
      named,
      null
    ),
    4
  );
  expect(drawn.map(({ badge, after }) => [badge, after?.sign])).toEqual([
    ['a', undefined],
    ['a', '3×S']
  ]);
});

test('what is asked about has its letter and nothing else', () => {
  const { readings: _, ...unit } = told(1).units[0]!;
  expect(askedUnits([unit, { ...unit, id: 'u2', badge: 'b' }])).toMatchObject([
    { number: 1, badge: 'a', after: null, class: 'asked', look: '' },
    { number: 2, badge: 'b', after: null, class: 'asked', look: '' }
  ]);
});

const inTheTable = (count: number, start: number, end: number, unit: string) => ({
  ...{ source: 'notice', start, end, count, unit, role: null }
});

test('at a figure that was put into the table stands the letter of its row alone, once, for who hears it too', () => {
  const heat = [
    inTheTable(1, 0, 4, 'cells:a'),
    inTheTable(3, 5, 7, 'cells:a'),
    inTheTable(1, 8, 14, 'cells:a'),
    inTheTable(2, 20, 23, 'cells:b')
  ];
  const badges = new Map([
    ['cells:a', 'a'],
    ['cells:b', 'b']
  ]);
  const shown = { unit: null, names: {}, badges };
  const ends = tintedHeat(heat, 4, { ...shown, whose: 'ours' }).map(({ after }) => after);
  expect(ends).toEqual([null, { sign: 'a', says: ', a,' }, null, { sign: 'b', says: ', b,' }]);
  // Of one’s own there is nothing to say.
  for (const { after } of tintedHeat(heat, 1, { ...shown, whose: 'own' })) expect(after).toBeNull();
});

test('where words are marked freely, how many did stands after them', () => {
  const shown = { unit: null, names: {}, badges: new Map<string, string>() };
  const heat = [{ ...inTheTable(2, 20, 23, ''), unit: null }];
  expect(tintedHeat(heat, 4, { ...shown, whose: 'theirs' })[0]!.after).toEqual({
    sign: '2 learners',
    says: ', marked by 2 learners,'
  });
});

test('before a figure stand its letters alone: what was given for it is in the table', () => {
  const figure = (_unit: string, given: string) => ({ name: given, sign: '=', look: 'figure' });
  expect(tintedUnits(boardUnits(told(2), figure, null), 4)).toMatchObject([
    { badge: 'a', says: 'a: ', after: null, class: 'as-figure tint-0' }
  ]);
});

test('of two units at one place the second is shown where the first is drawn, and taken back there as well', () => {
  const [unit] = told(2).units;
  const owner = { ...unit!, id: 'owner:u1', group: 'Whose choice' };
  const elsewhere = { ...unit!, id: 'u2', places: [{ ...unit!.places[0]!, start: 20, end: 30 }] };
  const units = boardUnits({ ...told(2), units: [unit!, elsewhere, owner] }, named, null);
  expect(units.map((one) => drawnAs(units, one))).toEqual([1, 2, 1]);
  expect(units.map((one) => isAt(one, unit!.places[0]!))).toEqual([true, false, true]);
});

test('what one learner alone left open is not said to be left open by all', () => {
  const units = boardUnits({ ...told(1), units: [{ ...told(1).units[0]!, readings: [] }] }, named, null);
  expect(tintedUnits(units, 1, 'own')[0]!.says).toBe('a: left open.');
  expect(tintedUnits(units, 4)[0]!.says).toBe('a: left open by all.');
});
