import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alpha } from './agreement.ts';
import { calibration } from './calibration.ts';
import { detection, quantile } from './detection.ts';
import { partialMatch } from './overlap.ts';
import { adjustedRecall, chosen, informedness, shown } from './score.ts';

const counts = fc.record({ right: fc.nat(30), of: fc.integer({ min: 1, max: 30 }) }).map((c) => ({
  of: c.of,
  right: Math.min(c.right, c.of)
}));

describe('the score of a labelling', () => {
  test('is 1 for the key and exactly 0 for one label given to everything', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 5 }), (sizes) => {
        expect(adjustedRecall(sizes.map((of) => ({ right: of, of })))).toBe(1);
        sizes.forEach((_, constant) => {
          expect(adjustedRecall(sizes.map((of, i) => ({ right: i === constant ? of : 0, of }))) + 0).toBe(0);
        });
      })
    );
  });

  test('never falls when one more unit is recognised', () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2, maxLength: 5 }), fc.nat(4), (classes, pick) => {
        const at = pick % classes.length;
        const more = classes.map((c, i) => (i === at && c.right < c.of ? { ...c, right: c.right + 1 } : c));
        expect(adjustedRecall(more)).toBeGreaterThanOrEqual(adjustedRecall(classes));
      })
    );
  });

  test('is the balanced accuracy adjusted for chance: recalls of 1/2 and 1 give 1/2', () => {
    expect(
      adjustedRecall([
        { right: 2, of: 4 },
        { right: 3, of: 3 }
      ])
    ).toBe(0.5);
  });
});

describe('the score of a finding', () => {
  test('is hit rate minus false-alarm rate, 0 for all and for nothing, within −1 and 1', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.integer({ min: 1, max: 500 }),
        fc.nat(500),
        fc.integer({ min: 1, max: 500 }),
        (h, s, f, n) => {
          const hits = Math.min(h, s);
          const alarms = Math.min(f, n);
          expect(informedness(hits, s, alarms, n)).toBeCloseTo(hits / s - alarms / n, 10);
          expect(informedness(s, s, n, n)).toBe(0);
          expect(informedness(0, s, 0, n)).toBe(0);
          expect(informedness(s, s, 0, n)).toBe(1);
          expect(Math.abs(informedness(hits, s, alarms, n))).toBeLessThanOrEqual(1);
        }
      )
    );
  });

  test('of choosing one of n is 1 for all right, 0 in the mean of guessing', () => {
    expect(chosen(4, 4, 3)).toBe(1);
    expect(chosen(1, 3, 3)).toBe(0);
  });

  test('of what is left open is what guessing earns, where that is asked for: nothing given is exactly 0', () => {
    for (const k of [2, 3, 5, 7])
      expect(
        adjustedRecall(Array.from({ length: k }, (_, i) => ({ right: 0, of: 3 + i, open: 3 + i })))
      ).toBe(0);
    expect(
      adjustedRecall([
        { right: 2, of: 4, open: 2 },
        { right: 0, of: 3, open: 3 }
      ])
    ).toBe(0.25);
    expect(chosen(0, 3, 3, 3)).toBe(0);
    expect(chosen(1, 3, 3, 2)).toBeCloseTo(1 / 3, 12);
  });

  test('is cut at 0 and 1 only where it is shown', () => {
    expect([shown(-0.4), shown(0.3), shown(1)]).toEqual([0, 0.3, 1]);
  });
});

describe('telling apart and tendency', () => {
  test('the quantile agrees with the tables of the normal distribution', () => {
    expect(quantile(0.5)).toBe(0);
    expect(quantile(0.975)).toBeCloseTo(1.959963984540054, 7);
    expect(quantile(0.001)).toBeCloseTo(-3.090232306167813, 7);
  });

  test('are finite for every count, and change sign as they should when signal and noise are exchanged', () => {
    fc.assert(
      fc.property(counts, counts, (signal, noise) => {
        const d = detection('source', signal.right, signal.of, noise.right, noise.of);
        const mirrored = detection(
          'source',
          noise.of - noise.right,
          noise.of,
          signal.of - signal.right,
          signal.of
        );
        expect(Number.isFinite(d.apart) && Number.isFinite(d.tendency)).toBe(true);
        expect(mirrored.apart).toBeCloseTo(d.apart, 6);
        expect(mirrored.tendency).toBeCloseTo(-d.tendency, 6);
      })
    );
  });

  test('handing everything to a source is no telling apart, and a tendency below 0', () => {
    const d = detection('source', 9, 9, 9, 9);
    expect(d.apart).toBeCloseTo(0, 10);
    expect(d.tendency).toBeLessThan(0);
  });
});

describe('calibration', () => {
  test('is the Brier score of the scikit-learn documentation example', () => {
    const y = [0, 1, 1, 0];
    const forecasts = [0.1, 0.9, 0.8, 0.3].map((sure, i) => ({ sure, right: y[i] === 1 }));
    expect(calibration(forecasts)?.brier).toBeCloseTo(0.0375, 12);
  });

  test('agrees with the Brier score of the torchmetrics documentation', () => {
    const y = [0, 0, 1, 1, 1];
    const forecasts = [0.25, 0.25, 0.55, 0.75, 0.75].map((sure, i) => ({ sure, right: y[i] === 1 }));
    expect(calibration(forecasts)?.brier).toBeCloseTo(0.0905, 12);
  });

  test('of nothing is nothing', () => expect(calibration([])).toBeNull());
});

describe("Krippendorff's alpha", () => {
  const _ = null;
  test('agrees with the published reliability matrix (Krippendorff 2011)', () => {
    const data = [
      [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
      [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
      [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
      [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _]
    ];
    expect(alpha(data)).toBeCloseTo(0.743421052631579, 12);
  });

  test('agrees with the fast-krippendorff sample', () => {
    const data = [
      [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
      [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
      [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4]
    ];
    expect(alpha(data)).toBeCloseTo(0.691358024691358, 12);
  });

  test('agrees with the published binary example, and with a negative one (nltk)', () => {
    expect(
      alpha([
        [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
        [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
      ])
    ).toBeCloseTo(0.09523809523809534, 12);
    expect(
      alpha([
        ['YES', 'YES'],
        ['NO', 'NO'],
        ['NO', _]
      ])
    ).toBeCloseTo(-0.3333333, 6);
  });

  test('counts a weighted unit as often as its weight says', () => {
    expect(
      alpha(
        [
          ['a', 'b', 'a'],
          ['a', 'b', 'b']
        ],
        [3, 2, 1]
      )
    ).toBeCloseTo(
      alpha([
        ['a', 'a', 'a', 'b', 'b', 'a'],
        ['a', 'a', 'a', 'b', 'b', 'b']
      ]),
      12
    );
  });
});

describe('partial-match F1', () => {
  const label = 'x';
  const spans = (list: [number, number][]) => list.map(([start, end]) => ({ start, end, label }));
  test('agrees with the SemEval-2020 task 11 scorer', () => {
    const { precision, recall, f1 } = partialMatch(
      spans([
        [10, 15],
        [25, 40],
        [60, 70]
      ]),
      spans([
        [10, 20],
        [30, 50]
      ])
    );
    expect(precision).toBeCloseTo(0.555556, 6);
    expect(recall).toBeCloseTo(0.5, 6);
    expect(f1).toBeCloseTo(0.526316, 6);
  });

  test('agrees with its labelled example', () => {
    const gold: [string, number, number][] = [
      ['Exaggeration', 0, 59],
      ['Oversimplification', 171, 181],
      ['Labeling', 0, 9],
      ['Loaded', 115, 167],
      ['Loaded', 740, 759]
    ];
    const found = gold.map((g): [string, number, number] =>
      g[1] === 171 ? ['Red_Herring', 171, 181] : g[1] === 115 ? ['Loaded', 127, 167] : g
    );
    const as = (list: [string, number, number][]) =>
      list.map(([l, start, end]) => ({ start, end, label: l }));
    const { precision, recall, f1 } = partialMatch(as(found), as(gold));
    expect(precision).toBeCloseTo(0.8, 6);
    expect(recall).toBeCloseTo(0.753846, 6);
    expect(f1).toBeCloseTo(0.776238, 6);
  });

  test('of nothing against nothing is 1, and joined overlaps keep it within 1', () => {
    expect(partialMatch([], []).f1).toBe(1);
    const range = fc
      .tuple(fc.nat(50), fc.integer({ min: 1, max: 20 }))
      .map(([s, l]): [number, number] => [s, s + l]);
    fc.assert(
      fc.property(fc.array(range), fc.array(range), (a, b) => {
        const { precision, recall, f1 } = partialMatch(spans(a), spans(b));
        for (const value of [precision, recall, f1]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
      })
    );
  });
});
