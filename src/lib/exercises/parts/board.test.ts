import { expect, test } from 'vitest';
import type { ClassCounts } from '../define.ts';
import { boardUnits, tintedUnits } from './board.ts';

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
  expect([two!.sign, three!.sign]).toEqual(['1 S 2', '1 S 3']);
  // What is drawn again is told by these two alone.
  expect(`${two!.id} ${two!.class}`).not.toBe(`${three!.id} ${three!.class}`);
});
