import type { Calibration } from '../scoring/calibration.ts';
import { detection, type Detection, type Signal } from '../scoring/detection.ts';
import { bothKinds, tooOpen } from '../scoring/words.ts';
import type { Summary } from './schema.ts';

/** What several attempts say together; `scoring/words.ts` puts it into words. */

/** With fewer than this of both kinds, little can be said of a habit. */
const FEW = 12;

/**
 * Of attempts of which too much was left open, nothing is said: neither is in their own verdicts. Where a text is marked
 * freely, what is unmarked was read as well, and is in the counts.
 */
const told = (summaries: readonly Summary[]): Summary[] =>
  summaries.filter(({ answered: { given, of }, detection }) => {
    const read = detection ? detection.signals + detection.noise : 0;
    return !tooOpen(of - Math.max(given, read), of);
  });

/** Pools the counts of attempts that looked for the same; `null` where they are too few to say anything. */
export function pooledDetection(signal: Signal, summaries: readonly Summary[]): Detection | null {
  const all = told(summaries).flatMap((summary) => summary.detection ?? []);
  if (all.length === 0) return null;
  const sum = (of: (d: (typeof all)[number]) => number) => all.reduce((total, d) => total + of(d), 0);
  const signals = sum((d) => d.signals);
  const noise = sum((d) => d.noise);
  if (!bothKinds({ signals, noise })) return null;
  return detection(
    signal,
    sum((d) => d.hits),
    signals,
    sum((d) => d.falseAlarms),
    noise
  );
}

export function pooledCalibration(summaries: readonly Summary[]): Calibration | null {
  const all = told(summaries).flatMap((summary) => summary.calibration ?? []);
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

/** A word of caution where there is little to go by; empty otherwise. */
export function cautionWords({ signals, noise }: Detection): string {
  return signals + noise < FEW ? `This rests on ${signals + noise} decisions only.` : '';
}
