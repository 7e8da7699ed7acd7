import { expect, test } from 'vitest';
import type { Pack } from '../packs/load.ts';
import type { Span } from '../text/annotation.ts';
import { pairsOf } from './pairs.ts';

const TEXT = 'The gate was shut by two men. The gate was shut.';
const span = (start: number, end: number): Span => ({ start, end, quote: TEXT.slice(start, end) });

const contrast = {
  id: 'k01',
  matter: 'the shutting of the gate',
  a: { source: 'first', span: span(0, 29) },
  b: { source: 'second', span: span(30, 48) },
  differs: { a: [span(14, 28)], b: [] },
  changes: 'agent',
  reason: 'Two men are there, or nobody.',
  contested: null
};
const readings = [
  { as: 'agent', reason: 'Nobody acts in the second.' },
  { as: 'nothing', reason: 'The sentence before has them.' }
];

const pack = {
  sources: [
    { id: 'first', meta: { name: 'First report' } },
    { id: 'second', meta: { name: 'Second report' } }
  ],
  threads: { contrasts: [contrast, { ...contrast, id: 'k02', contested: { undecided: 'So.', readings } }] }
} as unknown as Pack;

test('A pair is quoted letter by letter, cut where the two part', () => {
  const { k01 } = pairsOf(pack, ['k01']);
  expect(k01?.sides.map(({ source, pieces }) => [source.name, pieces])).toEqual([
    [
      'First report',
      [
        { text: 'The gate was s', parts: false },
        { text: 'hut by two men', parts: true },
        { text: '.', parts: false }
      ]
    ],
    ['Second report', [{ text: 'The gate was shut.', parts: false }]]
  ]);
  expect(k01?.readings).toEqual([{ changes: 'agent', reason: 'Two men are there, or nobody.' }]);
});

test('Where careful readers differ, each reading is there', () => {
  expect(pairsOf(pack, ['k02'])['k02']?.readings.map(({ changes }) => changes)).toEqual(['agent', 'nothing']);
});

test('Only the pairs that a lesson shows reach its page', () => {
  expect(Object.keys(pairsOf(pack, ['k02', 'k99']))).toEqual(['k02']);
});
