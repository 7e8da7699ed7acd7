/** How sure a learner was of a reading (0 to 1), and whether it was the key's. */
export interface Forecast {
  sure: number;
  right: boolean;
}

export interface Calibration {
  /** Mean squared distance between sureness and outcome (Brier 1950): 0 best, 1 worst. */
  brier: number;
  items: number;
  meanSure: number;
  shareRight: number;
}

/** Calibration over the items that were given a sureness; `null` where there is none. */
export function calibration(forecasts: readonly Forecast[]): Calibration | null {
  const n = forecasts.length;
  if (n === 0) return null;
  let brier = 0;
  let sure = 0;
  let right = 0;
  for (const f of forecasts) {
    const y = f.right ? 1 : 0;
    brier += (f.sure - y) ** 2;
    sure += f.sure;
    right += y;
  }
  return { brier: brier / n, items: n, meanSure: sure / n, shareRight: right / n };
}

/** The forecasts between two degrees of sureness. */
export interface Bin {
  from: number;
  to: number;
  items: number;
  meanSure: number;
  shareRight: number;
}

/** Forecasts by equally wide degrees of sureness, from low to high; those without any are left out. */
export function byBin(forecasts: readonly Forecast[], bins: number): Bin[] {
  return Array.from({ length: bins }, (_, i) => i).flatMap((i) => {
    // A whole number of steps is the next bin's, and 1 the last one's.
    const mine = forecasts.filter(({ sure }) => Math.min(bins - 1, Math.floor(sure * bins)) === i);
    const whole = calibration(mine);
    if (!whole) return [];
    const { items, meanSure, shareRight } = whole;
    return [{ from: i / bins, to: (i + 1) / bins, items, meanSure, shareRight }];
  });
}

/** Expected calibration error: Σ (n_b/n) |accuracy_b − confidence_b| over equally wide bins (Naeini et al. 2015). */
export function ece(forecasts: readonly Forecast[], bins: number): number {
  const gaps = byBin(forecasts, bins).map(
    ({ items, meanSure, shareRight }) => items * Math.abs(shareRight - meanSure)
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, forecasts.length);
}
