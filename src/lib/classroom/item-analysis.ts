import { byBin, calibration, ece, type Bin, type Calibration } from '../scoring/calibration.ts';
import type { MarkedItem } from './marked.ts';

/** What a class's answers say about the items of an exercise. Pure: marks in, numbers out. */

/** What became of an exercise in the hands of one learner. */
export interface Answered {
  learner: string;
  items: readonly MarkedItem[];
}

/** Of a question, in percent, as Moodle's quiz statistics compute them; `null` where there is nothing to divide by. */
export interface Statistics {
  /** Mean mark of those that can be had. */
  facility: number | null;
  /** Pearson's correlation of the question's marks with the rest of the total: below 0, who is good misses it. */
  discrimination: number | null;
  /** The same covariance, as a share of the largest that marks spread like these could have. */
  efficiency: number | null;
}

/**
 * Facility, discrimination index and discriminative efficiency.
 * @param marks of each learner for the question
 * @param totals of the same learners, this question's marks included
 * @param most the marks that can be had for the question
 */
export function statistics(marks: readonly number[], totals: readonly number[], most = 1): Statistics {
  const rests = totals.map((total, i) => total - marks[i]!);
  const together = covariance(marks, rests);
  const spread = Math.sqrt(covariance(marks, marks) * covariance(rests, rests));
  const largest = covariance(sorted(marks), sorted(rests));
  return {
    facility: marks.length > 0 ? (100 * mean(marks)) / most : null,
    // A spread of rounding errors is none.
    discrimination: spread > TINY ? (100 * together) / spread : null,
    efficiency: largest > TINY ? (100 * together) / largest : null
  };
}

const TINY = 1e-9;
const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
const mean = (list: readonly number[]) => sum(list) / list.length;
const sorted = (list: readonly number[]) => [...list].sort((a, b) => a - b);

/** Sample covariance; 0 of fewer than two. */
function covariance(xs: readonly number[], ys: readonly number[]): number {
  if (xs.length < 2) return 0;
  const [x, y] = [mean(xs), mean(ys)];
  return sum(xs.map((one, i) => (one - x) * (ys[i]! - y))) / (xs.length - 1);
}

/**
 * What a teacher should look at, of items that several good learners miss: good learners miss it more than others; another reading than the key's is the commonest; or it tells
 * good learners from others hardly at all.
 */
export type Flag = 'missed-by-good' | 'other-commoner' | 'tells-little';

export interface ItemAnalysis extends Statistics {
  id: string;
  /** Whether it is in no score, so that it has readings and nothing else. */
  contested: boolean;
  expected: string | null;
  /** Learners who answered the exercise, how many read the item as the key does (or as accepted), and left it open. */
  of: number;
  right: number;
  open: number;
  /** What was given, whole or half answered, and is not the key's; the commonest first. */
  readings: Reading[];
  /** Percent that got it right of the quarter that is best at the other items, and of the others. */
  best: number | null;
  others: number | null;
  /** How many of that quarter missed it. */
  bestMissed: number;
  flags: Flag[];
}

export interface Reading {
  given: string;
  count: number;
  accepted: boolean;
  /** Whether it is half answered: then it is no other reading than the key's. */
  half: boolean;
}

/** Whether what was given is half answered. */
export type IsHalf = (item: Pick<MarkedItem, 'id' | 'given' | 'expected'>) => boolean;

/** From how many learners on numbers are more than chance: flags are raised. */
export const ENOUGH = 8;
/** Of good learners, how many, and what share of them, have to miss an item before it is flagged: one alone is chance. */
const MISSED = { least: 3, share: 1 / 4 };
/** Moodle's own line: below it a question "very weakly" tells learners apart. */
const WEAK = 20;

/**
 * Analyses the items of an exercise. An item that only some answers have (a mark where the key has none, say) was left
 * alone by the others, as the key does.
 * @param answers one a learner
 */
export function analyse(answers: readonly Answered[], isHalf: IsHalf = () => false): ItemAnalysis[] {
  const byLearner = answers.map(({ items }) => grouped(items));
  const ids = [...new Set(byLearner.flatMap((items) => [...items.keys()]))];
  const rights = new Map(ids.map((id) => [id, byLearner.map((items) => mark(items.get(id)))]));
  const totals = answers.map((_, learner) => sum([...rights.values()].map((marks) => marks[learner] ?? 0)));
  return ids.map((id) => {
    const found = byLearner.map((items) => items.get(id) ?? null);
    const one = found.find((item) => item !== null)!;
    const contested = one.agrees === null;
    const marks = rights.get(id)!.map((value) => value ?? 0);
    const none = { facility: null, discrimination: null, efficiency: null };
    const quarters = contested ? { best: null, others: null, bestMissed: 0 } : quartered(marks, totals);
    const analysed = {
      id,
      contested,
      expected: one.expected,
      of: answers.length,
      right: contested ? 0 : sum(marks),
      open: found.filter((item) => item !== null && item.agrees !== true && item.given === null).length,
      readings: readings(found, isHalf),
      ...(contested ? none : statistics(marks, totals)),
      ...quarters
    };
    return { ...analysed, flags: flags(analysed) };
  });
}

/** The items of an answer by their ids: several marks that go wrong at one place are one. */
function grouped(items: readonly MarkedItem[]): Map<string, MarkedItem> {
  const byId = new Map<string, MarkedItem>();
  for (const item of items) if (byId.get(item.id)?.agrees !== false) byId.set(item.id, item);
  return byId;
}

const mark = (item: MarkedItem | undefined): number | null =>
  item?.agrees === null ? null : item?.agrees === false ? 0 : 1;

function readings(found: readonly (MarkedItem | null)[], isHalf: IsHalf): Reading[] {
  const counts = new Map<string, Reading>();
  for (const item of found) {
    if (!item || item.given === null || (item.agrees === true && !item.accepted)) continue;
    const half = isHalf(item);
    const known = counts.get(item.given) ?? { given: item.given, count: 0, accepted: false, half };
    counts.set(item.given, { ...known, count: known.count + 1, accepted: known.accepted || item.accepted });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.given < b.given ? -1 : 1));
}

/** How the best quarter at everything else does at an item, and how the others do, in percent. */
function quartered(
  marks: readonly number[],
  totals: readonly number[]
): Pick<ItemAnalysis, 'best' | 'others' | 'bestMissed'> {
  if (marks.length < 4) return { best: null, others: null, bestMissed: 0 };
  const rests = totals.map((total, i) => total - marks[i]!);
  const size = Math.ceil(marks.length / 4);
  const line = sorted(rests).at(-size)!;
  // Who stands level with the last of the quarter is in it: nobody is the better for their name.
  const best = marks.filter((_, i) => rests[i]! >= line);
  const others = marks.filter((_, i) => rests[i]! < line);
  const share = (list: readonly number[]) => (list.length > 0 ? 100 * mean(list) : null);
  const bestMissed = best.filter((mark) => mark === 0).length;
  return { best: share(best), others: share(others), bestMissed };
}

function flags(item: Omit<ItemAnalysis, 'flags'>): Flag[] {
  const { contested, of, right, readings, best, others, bestMissed, facility } = item;
  if (contested || of < ENOUGH || best === null) return [];
  if (bestMissed < MISSED.least || 1 - best / 100 < MISSED.share) return [];
  // What sums leave behind in the last digits decides nothing.
  const discrimination = item.discrimination === null ? null : Math.round(1e6 * item.discrimination) / 1e6;
  const worse = others !== null && best < others;
  const found: Flag[] = [];
  // One of the two alone is often chance.
  if (discrimination !== null && discrimination < 0 && worse) found.push('missed-by-good');
  if (readings.some(({ count, accepted, half }) => !accepted && !half && count > right))
    found.push('other-commoner');
  // What nearly everybody gets right, or nobody does, cannot tell them apart, and need not.
  const open = facility !== null && facility > 10 && facility < 90;
  if (found.length === 0 && open && discrimination !== null && discrimination < WEAK)
    found.push('tells-little');
  return found;
}

/** How often what the key has was read as what. */
export interface Confusion {
  /** Rows (the key's) and columns (given), in the order that was asked for. */
  labels: string[];
  counts: number[][];
}

/**
 * @param labels in their order; what is given or expected besides is left out
 * @param items of all learners
 */
export function confusion(labels: readonly string[], items: readonly MarkedItem[]): Confusion {
  const at = new Map(labels.map((label, i) => [label, i]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const { agrees, expected, given } of items) {
    const row = at.get(expected ?? '');
    const column = at.get(given ?? '');
    if (agrees !== null && row !== undefined && column !== undefined) counts[row]![column]! += 1;
  }
  return { labels: [...labels], counts };
}

/** How sure learners were, and how often right: over all, and between which sureness. */
export interface ClassCalibration extends Calibration {
  /** Expected calibration error, 0 to 1: how far sureness and share of right readings lie apart on average. */
  ece: number;
  bins: Bin[];
}

/** Calibration of a class; `null` where nobody said how sure they were. */
export function calibrationOf(answers: readonly Answered[]): ClassCalibration | null {
  const forecasts = answers.flatMap(({ items }) =>
    items.flatMap(({ sure, agrees }) => (sure === null || agrees === null ? [] : [{ sure, right: agrees }]))
  );
  const whole = calibration(forecasts);
  return whole && { ...whole, ece: ece(forecasts, BINS), bins: byBin(forecasts, BINS) };
}

/** Ten, as is usual. */
const BINS = 10;

/** An item at the first and at the last attempt of the learners who made several. */
export interface Change {
  id: string;
  /** Learners who read it as the key does: at first, at last. */
  first: number;
  last: number;
  /** Who got it right only at last, and only at first. */
  gained: number;
  lost: number;
}

/** What changed from the first to the last attempt; contested items are left out. */
export function changes(attempts: readonly { first: Answered; last: Answered }[]): Change[] {
  const pairs = attempts.map(({ first, last }) => [grouped(first.items), grouped(last.items)] as const);
  const ids = [...new Set(pairs.flatMap(([first, last]) => [...first.keys(), ...last.keys()]))];
  return ids.flatMap((id) => {
    const marks = pairs.map(([first, last]) => ({ first: mark(first.get(id)), last: mark(last.get(id)) }));
    if (marks.some(({ first, last }) => first === null || last === null)) return [];
    const count = (is: (one: (typeof marks)[number]) => boolean) => marks.filter(is).length;
    return {
      id,
      first: count(({ first }) => first === 1),
      last: count(({ last }) => last === 1),
      gained: count(({ first, last }) => first === 0 && last === 1),
      lost: count(({ first, last }) => first === 1 && last === 0)
    };
  });
}
