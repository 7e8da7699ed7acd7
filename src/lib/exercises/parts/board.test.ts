import { expect, test } from 'vitest';
import type { ClassCounts } from '../define.ts';
import { boardUnits, numberedUnits, tintedUnits } from './board.ts';

const named = (_unit: string, given: string) => ({ name: given, sign: given[0]!.toUpperCase(), look: given });

const told = (count: number): ClassCounts => ({
  ...{ of: 4, heat: [], agreement: [] },
  units: [
    {
      ...{ id: 'u1', group: null, text: 'The pool is open.', what: 'The pool is open.' },
      places: [{ source: 'notice', start: 0, end: 17, quote: 'The pool is open.' }],
      readings: [{ given: 'states', count }]
    }
  ]
});

test('a statement that one more learner reads alike is another one to draw: its number has changed', () => {
  const [two, three] = [2, 3].map((count) => tintedUnits(boardUnits(told(count), named, null), 4)[0]!);
  expect([two!.sign, three!.sign]).toEqual(['1\u2002S 2', '1\u2002S 3']);
  // What is drawn again is told by these two alone.
  expect(`${two!.id} ${two!.class}`).not.toBe(`${three!.id} ${three!.class}`);
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
  expect(drawn(null)).toMatchObject({ sign: '1\u2002S 2 · H 2', class: 'asked tint-3', look: '' });
  expect(drawn('hands')).toMatchObject({ class: 'as-hands tint-3', look: 'hands' });
});

test('what is given by half stands last, and neither tints the words nor gives them its look', () => {
  const [unit] = told(1).units;
  const readings = [
    { given: 'device', count: 2, becomes: ['naming'] },
    { given: 'naming', count: 1 }
  ];
  const drawn = (key: string | null) =>
    tintedUnits(
      boardUnits({ ...told(1), units: [{ ...unit!, readings }] }, named, key ? new Map([['u1', key]]) : null),
      4
    )[0]!;
  expect(drawn(null)).toMatchObject({ sign: '1\u2002N 1 · D 2', class: 'as-naming tint-0', look: 'naming' });
  expect(drawn('naming')).toMatchObject({ class: 'as-naming tint-0' });
  // It is not plain wording any more, whatever device it becomes.
  expect(drawn('plain')).toMatchObject({ class: 'as-plain tint-4' });
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

test('before a statement stands whatever was given for it, the commonest first', () => {
  expect(many(undefined)).toMatchObject({
    sign: '1\u2002S 2 · C 1 · H 1',
    says: '1: states 2, characterises 1, hands 1.',
    class: 'as-states tint-3'
  });
});

test('where the key is shown, what it has stands first and is drawn, given or not; what is contested says so', () => {
  expect(many('hands')).toMatchObject({
    sign: '1\u2002✓H 1 · S 2 · C 1',
    class: 'as-hands tint-4',
    look: 'hands'
  });
  expect(many('reports')).toMatchObject({
    sign: '1\u2002✓R 0 · S 2 · C 1 · H 1',
    says: '1: reports 0 (the key), states 2, characterises 1, hands 1.'
  });
  expect(many(null)).toMatchObject({
    sign: '1\u2002◇ S 2 · C 1 · H 1',
    says: expect.stringMatching(/^1: careful readers differ; /),
    class: 'as-states tint-0'
  });
});

test('a statement in two pieces has its number before each, and the counts before the first', () => {
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
  expect(drawn.map(({ sign }) => sign)).toEqual(['1\u2002S 3', '1']);
});

test('what is asked about has its number and nothing else', () => {
  const { readings: _, ...unit } = told(1).units[0]!;
  expect(numberedUnits([unit, { ...unit, id: 'u2' }])).toMatchObject([
    { number: 1, sign: '1', class: 'asked', look: '' },
    { number: 2, sign: '2', class: 'asked', look: '' }
  ]);
});

test('the count of a reading whose sign is a number is told from it', () => {
  const digits = (_unit: string, given: string) => ({
    name: given,
    sign: given === 'states' ? '2' : '∅',
    look: given
  });
  const [unit] = told(3).units;
  const readings = [
    { given: 'states', count: 3 },
    { given: 'nobody', count: 1 }
  ];
  const counts = { ...told(3), units: [{ ...unit!, readings }] };
  expect(tintedUnits(boardUnits(counts, digits, null), 4)[0]!.sign).toBe('1\u20022: 3 · ∅ 1');
});
