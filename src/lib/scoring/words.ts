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
const HARDLY = 'hardly';
/** How far a criterion must lie from 0 to be worth a word. */
const LEAN = 0.3;
/** How far the share of one kind of error must exceed that of the other: a lean has to show in the counts as well. */
const OUTWEIGHS = 0.2;
/** How far sureness and share of right readings may lie apart and still fit. */
const FIT = 0.1;

/** What a learner does who says "signal", and what is told from what. */
const SIGNALS: Record<Signal, { doing: string; pair: string }> = {
  source: {
    doing: 'hand over to sources',
    pair: 'what is handed over from what the text says itself'
  },
  characterises: { doing: 'take statements for judgements', pair: 'judging from stating' },
  reports: {
    doing: 'take statements for reports of others’ acts',
    pair: 'others’ acts from the author’s own claims'
  },
  indirect: { doing: 'see indirect speech', pair: 'indirect speech from everything else' },
  device: { doing: 'take wording for a device', pair: 'a choice of wording from plain wording' },
  figure: { doing: 'put numbers into the table', pair: 'what a text counts from what it leaves out' }
};

/** How reliably two kinds are told apart, as a sentence that names the two. */
export function apartSentence(detection: Detection): string {
  const how = reliably(detection);
  return `${how === HARDLY ? 'So far you' : 'You'} ${how} tell ${SIGNALS[detection.signal].pair}.`;
}

function reliably({ apart }: Pick<Detection, 'apart'>): string {
  return APART.find(([from]) => apart >= from)?.[1] ?? HARDLY;
}

/**
 * To which side the answers lean. A lean is said only where errors of that kind clearly outweigh the others: with few
 * items the number alone would name one.
 */
export function tendencyWords({ signal, tendency, hits, signals, falseAlarms, noise }: Detection): string {
  const { doing } = SIGNALS[signal];
  const missed = signals === 0 ? 0 : (signals - hits) / signals;
  const alarmed = noise === 0 ? 0 : falseAlarms / noise;
  if (tendency < -LEAN && alarmed - missed > OUTWEIGHS) return `You ${doing} too readily.`;
  if (tendency > LEAN && missed - alarmed > OUTWEIGHS) return `You ${doing} too rarely.`;
  return `You ${doing} neither too readily nor too rarely.`;
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
