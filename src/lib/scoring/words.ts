import type { Calibration } from './calibration.ts';
import type { Detection, Signal } from './detection.ts';
import { shown } from './score.ts';

/** Results in plain words: verdicts and the page of results take words and thresholds from here. */

/** A score as a page shows it: whole points, 0 to 100. */
export function points(score: number): number {
  return Math.round(100 * shown(score));
}

/** From which d′ on what is told apart: 0 is not at all, about 2 is well. */
const APART: [from: number, how: string][] = [
  [2.5, 'nearly always'],
  [1.5, 'mostly'],
  [0.5, 'sometimes']
];
/** How far a criterion must lie from 0 to be worth a word. */
const LEAN = 0.3;
/** How far the share of one kind of error must exceed that of the other: a lean has to show in the counts as well. */
const OUTWEIGHS = 0.2;
/** How far sureness and share of right readings may lie apart and still fit. */
const FIT = 0.1;

/** What a learner does who says "signal", and what is told from what. */
const SIGNALS: Record<Signal, { doing: string; pair: string }> = {
  source: { doing: 'hand words to a source', pair: 'the words of a source from the text’s own' },
  characterises: { doing: 'call a statement a judgement', pair: 'a judgement from a plain statement' },
  reports: {
    doing: 'call a statement a report of others’ acts',
    pair: 'others’ acts from the author’s own claims'
  },
  indirect: { doing: 'see indirect speech', pair: 'indirect speech from everything else' },
  device: { doing: 'call wording a device', pair: 'a device from plain wording' },
  figure: { doing: 'put numbers into the table', pair: 'what a text counts from what it leaves out' }
};

/** How reliably two kinds are told apart, as a sentence that names the two. */
export function apartSentence({ apart, signal }: Detection): string {
  const how = APART.find(([from]) => apart >= from)?.[1] ?? 'do not yet';
  return `You ${how} tell ${SIGNALS[signal].pair}.`;
}

/** The same of one answer: where nothing was mixed up, that, in words of their own. */
export function apartWords(detection: Detection, perfect: string): string {
  const { hits, signals, falseAlarms } = detection;
  return hits === signals && falseAlarms === 0 ? perfect : apartSentence(detection);
}

/** How well two kinds were told apart and, where they were mixed up, to which side. */
export function leaningWords(detection: Detection, perfect: string): string {
  const { hits, signals, falseAlarms } = detection;
  const mixedUp = hits < signals || falseAlarms > 0;
  return apartWords(detection, perfect) + (mixedUp ? ` ${tendencyWords(detection)}` : '');
}

/**
 * To which side the answers lean. A lean is said only where errors of that kind clearly outweigh the others: with few
 * items the number alone would name one.
 */
export function tendencyWords({ signal, tendency, hits, signals, falseAlarms, noise }: Detection): string {
  const { doing } = SIGNALS[signal];
  const missed = signals === 0 ? 0 : (signals - hits) / signals;
  const alarmed = noise === 0 ? 0 : falseAlarms / noise;
  if (tendency < -LEAN && alarmed - missed > OUTWEIGHS) return `You ${doing} too often.`;
  if (tendency > LEAN && missed - alarmed > OUTWEIGHS) return `You do not ${doing} often enough.`;
  return 'Neither kind of mistake stands out.';
}

/** Whether sureness fits the readings, with the numbers behind it. */
export function calibrationWords({ items, meanSure, shareRight }: Calibration): string {
  const [sure, right] = [Math.round(100 * meanSure), Math.round(100 * shareRight)];
  const gap = (sure - right) / 100;
  const fit =
    gap > FIT
      ? 'You were surer than your readings bore out.'
      : gap < -FIT
        ? 'You read better than you felt.'
        : 'How sure you feel fits how you read.';
  return `${fit} Over ${items} ${items === 1 ? 'reading' : 'readings'} you were ${sure} percent sure on average, and ${right} percent were the key’s.`;
}

/** The fewest of either kind from which it can be said how well two kinds are told apart. */
const EACH = 3;
/** The fewest readings from which it can be said whether sureness fits, or of many exercises what the habit is. */
export const ENOUGH = 8;

/** Whether a third and more was left open: results would tell how much was answered more than how it was read. */
export const tooOpen = (open: number, of: number): boolean => open > 0 && 3 * open >= of;

/** Whether enough of both kinds was answered to tell how well they are told apart. */
export const bothKinds = ({ signals, noise }: Pick<Detection, 'signals' | 'noise'>): boolean =>
  Math.min(signals, noise) >= EACH;

/** Whether enough readings have a sureness to tell whether it fits. */
export const sureEnough = ({ items }: Pick<Calibration, 'items'>): boolean => items >= ENOUGH;
