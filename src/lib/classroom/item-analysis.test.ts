import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byBin, ece } from '../scoring/calibration.ts';
import { analyse, calibrationOf, changes, confusion, statistics, type Answered } from './item-analysis.ts';
import type { MarkedItem } from './marked.ts';

/** Moodle, mod/quiz/report/statistics/tests: marks of two questions and of the whole quiz, and what it computes. */
const MOODLE: [total: number, slot8: number, slot11: number][] = [
  [12, 5.5, 1],
  [7.4, 1, 0.3],
  [11.7, 2.5, 0.3],
  [8.5, 4, 1],
  [10.1, 3, 0.9],
  [11.3, 4.5, 1],
  [11.2, 3, 0.3],
  [14.1, 6, 1],
  [8.6, 0.5, 0.9],
  [11.6, 5.5, 0.9],
  [9.3, 2.5, 1],
  [13.1, 4, 0.9],
  [11.5, 4, 0.3],
  [11.3, 3, 0.3],
  [5.5, 1, 0.3],
  [4.8, 1, 0.3],
  [8.7, 1.5, 0.9],
  [11.8, 4, 0.9],
  [6, 2, 0.3],
  [5.9, 1, 0.3],
  [12.8, 6, 1],
  [13.8, 7, 0.3]
];

describe('what Moodle computes', () => {
  const totals = MOODLE.map(([total]) => total);

  test.each([
    [1, 8, 41.19318182, 25.88327077, 27.23492723],
    [2, 1, 65.45454545, 28.16930644, 31.12404354]
  ] as const)('agrees with its own test values (column %i)', (column, most, facility, index, efficiency) => {
    const found = statistics(
      MOODLE.map((row) => row[column]),
      totals,
      most
    );
    expect(found.facility).toBeCloseTo(facility, 7);
    expect(found.discrimination).toBeCloseTo(index, 7);
    expect(found.efficiency).toBeCloseTo(efficiency, 7);
  });

  test('is an index of correlation: the point-biserial of the SciPy documentation, .8660', () => {
    const marks = [0, 0, 0, 1, 1, 1, 1];
    const others = [0, 1, 2, 3, 4, 5, 6];
    const found = statistics(
      marks,
      others.map((other, i) => other + marks[i]!)
    );
    expect(found.discrimination).toBeCloseTo(86.602540378443, 9);
  });

  const table = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 90 })), {
    minLength: 2,
    maxLength: 40
  });
  const of = (rows: [number, number][], most = 10) =>
    statistics(
      rows.map(([mark]) => mark),
      rows.map(([mark, rest]) => mark + rest),
      most
    );

  test('stays within its bounds, and does not ask in which order learners come', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const { facility, discrimination, efficiency } = of(rows);
        expect(facility).toBeGreaterThanOrEqual(0);
        expect(facility).toBeLessThanOrEqual(100);
        if (discrimination !== null) expect(Math.abs(discrimination)).toBeLessThanOrEqual(100 + 1e-9);
        if (efficiency !== null) expect(efficiency).toBeLessThanOrEqual(100 + 1e-9);
        const turned = of([...rows].reverse());
        expect(turned.facility).toBeCloseTo(facility!, 9);
        expect(turned.discrimination ?? -999).toBeCloseTo(discrimination ?? -999, 9);
      })
    );
  });

  test('turns its sign with the marks, and is the same whatever a mark is worth', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 9 }), (rows, times) => {
        const { discrimination } = of(rows);
        const turned = of(rows.map(([mark, rest]) => [10 - mark, rest])).discrimination;
        expect(turned === null).toBe(discrimination === null);
        expect(turned ?? 0).toBeCloseTo(-(discrimination ?? 0), 9);
        const dearer = of(
          rows.map(([mark, rest]) => [mark * times, rest]),
          10 * times
        );
        expect(dearer.discrimination ?? 0).toBeCloseTo(discrimination ?? 0, 9);
      })
    );
  });

  test('has nothing to say of nobody, of one, or where all have the same', () => {
    expect(statistics([], [])).toEqual({ facility: null, discrimination: null, efficiency: null });
    expect(statistics([1], [3])).toEqual({ facility: 100, discrimination: null, efficiency: null });
    expect(statistics([1, 1, 1], [3, 2, 1])).toEqual({
      facility: 100,
      discrimination: null,
      efficiency: null
    });
  });
});

describe('calibration of a class', () => {
  test('agrees with the expected calibration error of the torchmetrics documentation, .29 over two bins', () => {
    const sure = [0.25, 0.25, 0.55, 0.75, 0.75];
    const forecasts = sure.map((value, i) => ({ sure: value, right: i > 1 }));
    expect(ece(forecasts, 2)).toBeCloseTo(0.29, 12);
  });

  test('counts every forecast in one bin, and lies between 0 and 1', () => {
    const forecasts = fc.array(
      fc.record({ sure: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() })
    );
    fc.assert(
      fc.property(forecasts, fc.integer({ min: 1, max: 20 }), (list, bins) => {
        const found = byBin(list, bins);
        expect(found.reduce((sum, { items }) => sum + items, 0)).toBe(list.length);
        for (const { from, to, meanSure } of found) {
          expect(meanSure).toBeGreaterThanOrEqual(from - 1e-9);
          expect(meanSure).toBeLessThanOrEqual(to + 1e-9);
        }
        expect(ece(list, bins)).toBeGreaterThanOrEqual(0);
        expect(ece(list, bins)).toBeLessThanOrEqual(1);
      })
    );
  });
});

const item = (
  id: string,
  given: string | null,
  expected: string | null,
  more: Partial<MarkedItem> = {}
): MarkedItem => ({
  ...{ id, given, expected, agrees: given === expected, sure: null, accepted: false },
  ...more
});
/** Learners by what they gave for items whose key is `x`. */
const klass = (...rows: string[][]): Answered[] =>
  rows.map((given, i) => ({
    learner: `l${i}`,
    items: given.map((one, at) => item(`i${at}`, one === '' ? null : one, 'x'))
  }));

describe('an item', () => {
  test('is counted by who reads it as the key does, and by what else was given', () => {
    const [first] = analyse(klass(['x'], ['y'], ['y'], ['z'], ['']));
    expect(first).toMatchObject({ id: 'i0', of: 5, right: 1, open: 1, facility: 20 });
    expect(first!.readings).toEqual([
      { given: 'y', count: 2, accepted: false, half: false },
      { given: 'z', count: 1, accepted: false, half: false }
    ]);
  });

  test('that most half answered has no other reading that is commoner than the key’s', () => {
    const rows = [...Array<string[]>(4).fill(['x', 'x']), ...Array<string[]>(8).fill(['h', 'x'])];
    const flagged = (isHalf: boolean) => analyse(klass(...rows), ({ given }) => isHalf && given === 'h')[0]!;
    expect(flagged(true).readings).toEqual([{ given: 'h', count: 8, accepted: false, half: true }]);
    expect(flagged(true).flags).not.toContain('other-commoner');
    expect(flagged(false).flags).toContain('other-commoner');
  });

  test('that only some answers have was left alone by the others, as the key does', () => {
    const answers: Answered[] = [
      { learner: 'a', items: [item('m', 'x', 'x'), item('stray', 'x', 'furniture')] },
      { learner: 'b', items: [item('m', 'x', 'x')] },
      // The same place marked twice is one mistake.
      {
        learner: 'c',
        items: [item('m', 'x', 'x'), item('stray', 'x', 'furniture'), item('stray', 'x', 'furniture')]
      }
    ];
    expect(analyse(answers).find(({ id }) => id === 'stray')).toMatchObject({ right: 1, of: 3 });
  });

  test('that is contested has readings and no statistics', () => {
    const answers = ['x', 'y', 'y'].map((given, i): Answered => ({
      learner: `l${i}`,
      items: [item('c', given, null, { agrees: null })]
    }));
    expect(analyse(answers)).toEqual([
      expect.objectContaining({ contested: true, facility: null, discrimination: null, flags: [] })
    ]);
    expect(analyse(answers)[0]!.readings.map(({ given, count }) => [given, count])).toEqual([
      ['y', 2],
      ['x', 1]
    ]);
  });

  test('is flagged where good learners miss it', () => {
    const good = [
      ['y', 'x', 'x', 'x'],
      ['y', 'x', 'x', 'x'],
      ['y', 'x', 'x', 'x']
    ];
    const others = [
      ['x', 'y', 'x', 'y'],
      ['x', 'x', 'y', 'y'],
      ['x', 'y', 'y', 'y'],
      ['y', 'y', 'y', 'x'],
      ['x', 'y', 'y', 'y']
    ];
    const [first, second] = analyse(klass(...good, ...others));
    expect(first!.discrimination).toBeLessThan(0);
    expect(first).toMatchObject({ best: 0, others: 80, flags: ['missed-by-good'] });
    expect(second!.flags).toEqual([]);
    // Of a handful of learners, chance would raise the flag.
    expect(analyse(klass(...good, ...others.slice(0, 4))).flatMap(({ flags }) => flags)).toEqual([]);
  });

  test('is not flagged where one or two good learners miss it, or few of many', () => {
    // Of twelve, the best quarter is three: two of them miss the first item, and nobody else does.
    const rows = Array.from({ length: 12 }, (_, i) => [
      i < 2 ? 'y' : 'x',
      ...Array.from({ length: 6 }, (_, at) => (i < 3 || (i + at) % 2 ? 'x' : 'y'))
    ]);
    const [first] = analyse(klass(...rows));
    expect(first).toMatchObject({ bestMissed: 2, flags: [] });
    expect(first!.discrimination).toBeLessThan(0);
    const third = rows.map((row, i) => (i === 2 ? ['y', ...row.slice(1)] : row));
    expect(analyse(klass(...third))[0]).toMatchObject({ bestMissed: 3, flags: ['missed-by-good'] });
  });

  test('is flagged where another reading is the commonest, unless that was accepted', () => {
    const rows = Array.from({ length: 8 }, (_, i) => [i < 3 ? 'x' : 'y', 'x']);
    expect(analyse(klass(...rows))[0]!.flags).toContain('other-commoner');
    const accepted = klass(...rows).map(({ learner, items }) => ({
      learner,
      items: items.map((one) => (one.agrees ? one : { ...one, agrees: true, accepted: true }))
    }));
    expect(analyse(accepted)[0]).toMatchObject({ right: 8, flags: [] });
    expect(analyse(accepted)[0]!.readings).toEqual([{ given: 'y', count: 5, accepted: true, half: false }]);
  });

  const answers = fc.array(fc.array(fc.constantFrom('x', 'y', 'z', ''), { minLength: 4, maxLength: 4 }), {
    minLength: 1,
    maxLength: 30
  });

  test('counts each learner once: right, other readings and open ones add up', () => {
    fc.assert(
      fc.property(answers, (rows) => {
        for (const { of, right, open, readings } of analyse(klass(...rows)))
          expect(right + open + readings.reduce((sum, { count }) => sum + count, 0)).toBe(of);
      })
    );
  });

  test('gets no harder when one more learner reads it as the key does', () => {
    fc.assert(
      fc.property(answers, fc.nat(), (rows, pick) => {
        const at = pick % rows.length;
        const better = rows.map((row, i) => (i === at ? ['x', ...row.slice(1)] : row));
        expect(analyse(klass(...better))[0]!.facility).toBeGreaterThanOrEqual(
          analyse(klass(...rows))[0]!.facility!
        );
      })
    );
  });

  test('says the same in whatever order learners come', () => {
    fc.assert(
      fc.property(answers, (rows) => {
        const near = ({ readings, flags, right }: ReturnType<typeof analyse>[number]) => ({
          readings,
          flags,
          right
        });
        const [there, back] = [analyse(klass(...rows)), analyse(klass(...[...rows].reverse()))];
        expect(back.map(near)).toEqual(there.map(near));
      })
    );
  });
});

test('confusion counts what the key has by what was given, and turns with the two', () => {
  const label = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(fc.array(fc.tuple(label, label)), (pairs) => {
      const items = pairs.map(([given, expected], i) => item(`i${i}`, given, expected));
      const turned = pairs.map(([given, expected], i) => item(`i${i}`, expected, given));
      const { counts } = confusion(['a', 'b', 'c'], items);
      expect(counts.flat().reduce((sum, n) => sum + n, 0)).toBe(pairs.length);
      const other = confusion(['a', 'b', 'c'], turned).counts;
      for (const [i, row] of counts.entries())
        for (const [j, n] of row.entries()) expect(other[j]![i]).toBe(n);
    })
  );
  expect(
    confusion(['a', 'b'], [item('1', 'b', 'a'), item('2', null, 'a'), item('3', 'zebra', 'a')]).counts
  ).toEqual([
    [0, 1],
    [0, 0]
  ]);
});

test('sureness of a class is held against what was right; contested items are left out', () => {
  const sure = (agrees: boolean | null, value: number | null): Answered => ({
    learner: 'l',
    items: [item('i', 'x', 'x', { agrees, sure: value })]
  });
  const found = calibrationOf([sure(true, 0.9), sure(false, 0.8), sure(null, 0.1), sure(true, null)]);
  expect(found).toMatchObject({ items: 2, shareRight: 0.5 });
  // Brier: the mean of .1² and .8².
  expect(found!.brier).toBeCloseTo(0.325, 12);
  expect(found!.bins.map(({ from, items }) => [from, items])).toEqual([
    [0.8, 1],
    [0.9, 1]
  ]);
  expect(calibrationOf([sure(true, null)])).toBeNull();
});

test('from the first to the last attempt, items are gained and lost', () => {
  const of = (...given: string[]) => klass(given)[0]!;
  const found = changes([
    { first: of('y', 'x', 'x'), last: of('x', 'x', 'y') },
    { first: of('y', 'y', 'x'), last: of('x', 'y', 'x') }
  ]);
  expect(found).toEqual([
    { id: 'i0', first: 0, last: 2, gained: 2, lost: 0 },
    { id: 'i1', first: 1, last: 1, gained: 0, lost: 0 },
    { id: 'i2', first: 2, last: 1, gained: 0, lost: 1 }
  ]);
});
