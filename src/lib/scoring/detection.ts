/**
 * Signal detection (Green and Swets 1966; Macmillan and Creelman 2005): how well two kinds are told apart,
 * and to which side one leans.
 */
export interface Detection {
  /** What was to be told from the rest: what is handed to a source, say. */
  signal: Signal;
  hits: number;
  signals: number;
  falseAlarms: number;
  noise: number;
  /** d′ = z(H) − z(F). 0: not told apart; about 2 and more: told apart well. */
  apart: number;
  /** c = −(z(H) + z(F)) / 2. Below 0: says "signal" too readily; above 0: too rarely. */
  tendency: number;
}

/**
 * What can be the signal: a source's words, a judgement, another's act, a claim in the text's own words, a device
 * among plain wording, a figure where a text has one.
 */
export type Signal = 'source' | 'characterises' | 'reports' | 'indirect' | 'device' | 'figure';

/** d′ and criterion with the log-linear correction (+0.5 / +1, Hautus 1995), finite for every count. */
export function detection(
  signal: Signal,
  hits: number,
  signals: number,
  falseAlarms: number,
  noise: number
): Detection {
  const h = quantile((hits + 0.5) / (signals + 1));
  const f = quantile((falseAlarms + 0.5) / (noise + 1));
  return { signal, hits, signals, falseAlarms, noise, apart: h - f, tendency: -(h + f) / 2 };
}

/** The quantile of the standard normal distribution (Acklam's rational approximation, relative error < 1.2e-9). */
export function quantile(p: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  if (p > 0.5) return -quantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(C, q) / (polynomial(D, q) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(A, r) * q) / (polynomial(B, r) * r + 1);
}

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const c of coefficients) sum = sum * x + c;
  return sum;
}

const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
  2.506628277459239
];
const B = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1
];
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783
];
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416];
