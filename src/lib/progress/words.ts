import type { Calibration } from '../scoring/calibration.ts';
import { detection, type Detection, type Signal } from '../scoring/detection.ts';
import { shown } from '../scoring/score.ts';
import type { Summary } from './schema.ts';

/** Results in plain words. */

/** A score as a page shows it: 0 to 100. */
export function points(score: number): number {
  return Math.round(100 * shown(score));
}

/** With fewer than this of either kind, nothing can be said of a habit; with fewer than that of both, little. */
const LEAST = 3;
const FEW = 12;

/** Pools the counts of attempts that looked for the same; `null` where they are too few to say anything. */
export function pooledDetection(signal: Signal, summaries: readonly Summary[]): Detection | null {
  const all = summaries.flatMap((summary) => summary.detection ?? []);
  if (all.length === 0) return null;
  const sum = (of: (d: (typeof all)[number]) => number) => all.reduce((total, d) => total + of(d), 0);
  const signals = sum((d) => d.signals);
  const noise = sum((d) => d.noise);
  if (signals < LEAST || noise < LEAST) return null;
  return detection(
    signal,
    sum((d) => d.hits),
    signals,
    sum((d) => d.falseAlarms),
    noise
  );
}

export function pooledCalibration(summaries: readonly Summary[]): Calibration | null {
  const all = summaries.flatMap((summary) => summary.calibration ?? []);
  const items = all.reduce((sum, c) => sum + c.items, 0);
  if (items === 0) return null;
  const mean = (of: (c: Calibration) => number) => all.reduce((sum, c) => sum + of(c) * c.items, 0) / items;
  return {
    items,
    brier: mean((c) => c.brier),
    meanSure: mean((c) => c.meanSure),
    shareRight: mean((c) => c.shareRight)
  };
}

/** How well what is looked for is told apart from the rest. */
export function apartWords({ apart }: Detection): string {
  if (apart < 0.5) return 'hardly told apart so far';
  if (apart < 1.5) return 'partly told apart';
  return apart < 2.5 ? 'told apart well' : 'told apart very well';
}

/** To which side the answers lean. */
export function tendencyWords({ tendency }: Detection): string {
  if (tendency < -0.3) return 'You find more than there is: you say “this is one” too readily.';
  if (tendency > 0.3) return 'You find less than there is: you say “this is one” too rarely.';
  return 'You lean to neither side.';
}

/** A word of caution where there is little to go by; empty otherwise. */
export function cautionWords({ signals, noise }: Detection): string {
  return signals + noise < FEW ? `This rests on ${signals + noise} decisions only.` : '';
}

export function calibrationWords({ meanSure, shareRight, items }: Calibration): string {
  const sure = Math.round(100 * meanSure);
  const right = Math.round(100 * shareRight);
  const counts = `On average you were ${sure} % sure of your readings, and ${right} % of these ${items} were the key’s.`;
  if (meanSure - shareRight > 0.1) return `${counts} You were surer than your readings bear out.`;
  if (shareRight - meanSure > 0.1) return `${counts} Your readings are better than you think.`;
  return `${counts} How sure you are fits how often your reading holds.`;
}
