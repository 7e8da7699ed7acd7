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

/** Expected calibration error Σ (n_b/n)·|accuracy_b − confidence_b| over equal bins (Naeini et al. 2015). */
export function expectedCalibrationError(forecasts: readonly Forecast[], bins: number): number {
  const sums = Array.from({ length: bins }, () => ({ n: 0, sure: 0, right: 0 }));
  for (const f of forecasts) {
    const bin = sums[Math.min(bins - 1, Math.floor(f.sure * bins))]!;
    bin.n += 1;
    bin.sure += f.sure;
    bin.right += f.right ? 1 : 0;
  }
  return sums.reduce((sum, b) => sum + Math.abs(b.right - b.sure), 0) / Math.max(1, forecasts.length);
}
