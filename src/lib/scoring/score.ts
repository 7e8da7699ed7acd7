/**
 * Chance-corrected scores. All are uncut: 1 is the key itself, 0 is what an answer earns that ignores the
 * text, below 0 is worse than that. Cut at 0 only what is shown (`shown`).
 */

/** How often each class was met, and how often it was recognised. */
export interface ClassCount {
  right: number;
  of: number;
  /** How many were left open and are to earn what guessing earns; none where it is left out. */
  open?: number;
}

/**
 * The score of a labelling: (mean recall over the k classes − 1/k) / (1 − 1/k), the balanced accuracy
 * adjusted for chance (Brodersen et al. 2010; `adjusted=True` in scikit-learn).
 * @param classes one count a class; each must have met at least one unit, and there must be two of them
 */
export function adjustedRecall(classes: readonly ClassCount[]): number {
  const k = classes.length;
  // Counted over a common denominator, so that a constant answer gives exactly 0 and not nearly 0.
  const whole = classes.reduce((product, { of }) => product * of, 1);
  const recalled = classes.reduce(
    (sum, { right, of, open = 0 }) => sum + ((right * k + open) * whole) / of,
    0
  );
  return (recalled - k * whole) / (k * whole * (k - 1));
}

/**
 * The score of a finding: hit rate − false-alarm rate, *informedness* (Youden 1950; Powers 2003, 2011).
 * @param signals how many units are to be found; at least one
 * @param noise how many are not; at least one
 */
export function informedness(hits: number, signals: number, falseAlarms: number, noise: number): number {
  return (hits * noise - falseAlarms * signals) / (signals * noise);
}

/**
 * The score of choosing one of n: (right − 1/n) / (1 − 1/n), as a mean over the choices made.
 * @param right how many of the choices were the key's
 * @param open how many were left open and are to earn what guessing earns
 */
export function chosen(right: number, of: number, n: number, open = 0): number {
  return (right * n + open - of) / (of * (n - 1));
}

/** What a page shows of an uncut score: 0 to 1. */
export function shown(score: number): number {
  return Math.min(1, Math.max(0, score));
}
