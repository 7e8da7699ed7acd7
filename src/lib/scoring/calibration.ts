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
