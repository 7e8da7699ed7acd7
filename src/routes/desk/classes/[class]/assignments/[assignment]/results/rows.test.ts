import { expect, test } from 'vitest';
import type { LearnerResult, PartResult, Results, WorkResult } from '$lib/server/marks.ts';
import { columnsOf, gapsOf, rowsOf } from './rows.ts';

const part = (score: number | null, override: number | null = null, instead = false): PartResult => ({
  ...{ score, override, instead, takenOver: false },
  answered: score !== null
});
const work = (parts: PartResult[], more: Partial<WorkResult> = {}): WorkResult => ({
  ...{ id: 'w', number: 1, startedAt: 1, handedInAt: 2, byTime: false, late: false, done: true, parts },
  ...more
});
const learner = (id: string, works: WorkResult[], mark: number | null): LearnerResult => ({
  ...{ id, name: `name of ${id}`, works, mark },
  counts: works.find(({ done }) => done) ?? null
});
const results: Results = {
  parts: [1, 2].map((number) => ({
    ...{ id: `p${number}`, number, version: 'v', title: `Exercise ${number}`, type: 'attribution' },
    ...{ access: 'open' as const, skill: 'voice', standIn: null }
  })),
  learners: [
    learner('c', [work([part(1), part(null)], { late: true })], 50),
    learner('a', [work([part(0.4, null, true), part(null)], { done: false, handedInAt: null })], null),
    learner('b', [], null),
    learner('d', [work([part(0.2, 80), part(-0.3)], { byTime: true })], 40)
  ]
};

test('a row says where a learner stands, and what each part came to', () => {
  const rows = rowsOf(results, false);
  expect(rows.map(({ name, stands, late, byTime, mark }) => [name, stands, late, byTime, mark])).toEqual([
    ['name of c', 'handed-in', true, false, 50],
    ['name of a', 'at-work', false, false, null],
    ['name of b', 'not-begun', false, false, null],
    ['name of d', 'handed-in', false, true, 40]
  ]);
  expect(rows[0]!.cells).toEqual([
    { points: 100, leftOut: false, answered: true, tooLittle: false, changed: false, instead: false },
    { points: 0, leftOut: false, answered: false, tooLittle: false, changed: false, instead: false }
  ]);
  expect(rows[1]!.cells.map(({ points, answered }) => [points, answered])).toEqual([
    [null, true],
    [null, false]
  ]);
  expect(rows[3]!.cells[0]).toMatchObject({ points: 80, answered: true, changed: true, instead: false });
});

test('what stands in for an exercise is told with names, and not where names are hidden', () => {
  const taken = (hidden: boolean) =>
    rowsOf(results, hidden).map(({ cells }) => cells.map(({ instead }) => instead));
  expect(taken(false)).toEqual([[false, false], [true, false], [], [false, false]]);
  expect(taken(true).flat()).not.toContain(true);
});

test('hidden names are neither there nor to be guessed from the order', () => {
  const rows = rowsOf(results, true);
  expect(rows.map(({ id, name }) => [id, name])).toEqual([
    ['a', 'Learner 1'],
    ['b', 'Learner 2'],
    ['c', 'Learner 3'],
    ['d', 'Learner 4']
  ]);
  expect(JSON.stringify(rows)).not.toContain('name of');
});

test('what is left out of a mark has no points, and is in no mean; an instructor’s own points are', () => {
  const spared = { ...part(null), spared: true };
  const learners = [
    learner('c', [work([part(1), spared])], 100),
    learner('d', [work([part(0.2), { ...spared, override: 60 }])], 40)
  ];
  const some = { ...results, learners };
  expect(
    rowsOf(some, false).map(({ cells }) => cells.map(({ points, leftOut }) => [points, leftOut]))
  ).toEqual([
    [
      [100, false],
      [null, true]
    ],
    [
      [20, false],
      [60, false]
    ]
  ]);
  expect(columnsOf(some)[1]).toMatchObject({ of: 2, answered: 0, zeros: 0, mean: 60 });
});

test('of what has too little for points it is said, once it is handed in, and whether it counts 0', () => {
  const little = { ...part(null), answered: true, takenOver: true };
  const none = part(null);
  const learners = [
    learner('c', [work([little, none])], 0),
    learner(
      'd',
      [
        work([
          { ...little, spared: true },
          { ...little, override: 60 }
        ])
      ],
      60
    ),
    // What cannot be marked is not told to be too little.
    learner('f', [work([{ ...little, takenOver: false }, none])], 0),
    learner('e', [{ ...work([little, none]), done: false }], null)
  ];
  const some = { ...results, learners };
  expect(rowsOf(some, false).map(({ cells }) => cells.map(({ tooLittle }) => tooLittle))).toEqual([
    [true, false],
    [true, false],
    [false, false],
    [false, false]
  ]);
  expect(columnsOf(some).map(({ answered, zeros, mean }) => ({ answered, zeros, mean }))).toEqual([
    { answered: 3, zeros: 2, mean: 0 },
    { answered: 1, zeros: 2, mean: 20 }
  ]);
});

test('what becomes of parts without points is said of what was taken over apart from what is begun later', () => {
  const at = { takenOverUntil: 5 };
  expect([{}, at, { ...at, leftOutUntil: 5 }].map(gapsOf)).toEqual(['zero', 'taken-over', 'left-out']);
});

test('a column counts the attempts that count', () => {
  expect(columnsOf(results)).toEqual([
    {
      id: 'p1',
      number: 1,
      title: 'Exercise 1',
      of: 2,
      answered: 2,
      zeros: 0,
      mean: 90,
      discrimination: null,
      few: true
    },
    {
      id: 'p2',
      number: 2,
      title: 'Exercise 2',
      of: 2,
      answered: 1,
      zeros: 1,
      mean: 0,
      discrimination: null,
      few: true
    }
  ]);
});
