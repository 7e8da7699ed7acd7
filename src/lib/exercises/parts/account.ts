import type { Detection } from '../../scoring/detection.ts';
import { apartWords, bothKinds, leaningWords, sureEnough, tooOpen } from '../../scoring/words.ts';
import type { Place, Scored, VerdictItem } from '../define.ts';

/** What a type makes of a verdict for the page that shows it: sentences, items in words, marks over the texts. */

/** A verdict in three sentences: what was found, to which side the learner leans, and what to look at next. */
export interface Told {
  found: string;
  tendency: string;
  next: string;
}

/** An item as the list shows it. */
export interface Line {
  item: VerdictItem;
  /** From 1, in the order of the list. */
  number: number;
  /** The letters that stand for it, in the list and in the texts; '' of what was not asked. */
  badge: string;
  /** What it belongs to, where the items are of several parts: said over the first of them. */
  group?: string;
  quote: string;
  /** What the list calls it, where its words alone would not tell it from others. */
  title?: string | undefined;
  /** The code, in words. */
  code: string;
  yours: string;
  keys: string;
  needed: string;
  notes: string[];
  /** Whether reading and key agree; `null` for a contested item. */
  agrees: boolean | null;
  /** What is asked about, lit in the text while the item is open, where that is not what the key marks. */
  about: readonly Place[];
  /** Stands beside the score: it is listed after what was asked. */
  aside?: boolean;
  /** Of a contested item: what careful readers take it for. */
  readings: { name: string; reason: string }[];
  /** What else is to be said: the key's chain of speakers, say. */
  more: { what: string; says: string; source?: string | undefined }[];
}

/** A line for who gave nothing: what the key has, and nothing about them. */
export const asKeyHas = (line: Line): Line => ({
  ...line,
  item: { ...line.item, code: '' },
  code: line.item.contested ? line.code : line.keys || 'The key',
  yours: '',
  needed: '',
  notes: [],
  agrees: null
});

/** A stretch of a text as the verdict shows it. */
export interface Layered {
  source: string;
  start: number;
  end: number;
  /** The number of the item that it opens. */
  number: number;
  /** And its letters. */
  badge: string;
  class: string;
  sign: string;
  as: string;
  /** Of which look the other sign is that it carries: the learner's beside the key's. */
  also?: string;
  /** What stands after its last word: the words of a swap. */
  after?: string;
}

/** Whose marks the texts show. */
export type Layer = 'mine' | 'key' | 'both';

/** What a mark means, for the legend. */
export interface Meaning {
  name: string;
  sign: string;
}

/** All that is shown of a verdict. */
export interface Account {
  told: Told;
  lines: Line[];
  layered: (layer: Layer) => Layered[];
  /** By the `as` of what is layered. */
  meanings: Readonly<Record<string, Meaning>>;
  /** How learner and key stand on one stretch: the key's with a sign for both, or one drawn over the other. */
  both: 'sign' | 'line';
  /** What the parts of the score are called, and mean; `finding` where it is not about words. */
  finding?: { name: string; means: string };
  label: { name: string; means: string };
  /** What is listed after what was asked: its heading, and a sentence on it. */
  aside?: { name: string; means: string };
  /** Names and meanings of the parts that `Scored.apart` tells apart. */
  apart: Readonly<Record<string, { name: string; means: string }>>;
}

/** A mark over two statements stands with both of them, and is drawn once. */
export function once(list: Layered[]): Layered[] {
  const seen = new Set<string>();
  return list.filter((l) => {
    const sign = `${l.source} ${l.start} ${l.end} ${l.class}`;
    return !seen.has(sign) && Boolean(seen.add(sign));
  });
}

/** Whether it is in the score, and nothing was given for it. */
export const isOpen = ({ scored, code }: Pick<VerdictItem, 'scored' | 'code'>): boolean =>
  scored && code === 'unanswered';

/**
 * How many of the scored items that were asked were left open, where that is too many (a third and more) for the score to
 * stand by itself: it would say more about how much was answered than about how it was read. `null` where it is not.
 */
export function leftOpen({ items }: Scored): { open: number; of: number } | null {
  const of = items.filter((item) => item.scored && item.code !== 'unasked').length;
  const open = items.filter(isOpen).length;
  return tooOpen(open, of) ? { open, of } : null;
}

/** Why nothing can be said of how somebody reads: the sentence that says so; '' where enough is answered. */
export function tooLittle(verdict: Scored): string {
  const { answered, detection } = verdict;
  if (answered.given === 0) return 'Nothing is answered yet, so there is nothing to say about how you read.';
  if (leftOpen(verdict)) return 'Too much is open to say how you read.';
  return detection && !bothKinds(detection)
    ? 'Your answers hold too few of one of the two kinds to say how you read.'
    : '';
}

/**
 * What is said where two kinds were told apart each time: where items are open, in how many.
 * @param open whether any of the two kinds was left open
 */
const perfect = (
  { signals, noise }: Detection,
  open: boolean,
  told = 'You told the two apart each time'
): string => `${told}${open ? ` in the ${signals + noise} that you answered` : ''}.`;

/** How well two kinds were told apart. */
export const apart = (detection: Detection, { items }: Scored): string =>
  apartWords(detection, perfect(detection, items.some(isOpen)));

/** The same and, where they were mixed up, to which side; '' where it is not asked. See `perfect`. */
export const leaning = ({ detection, items }: Scored, told?: string, open = items.some(isOpen)): string =>
  detection ? leaningWords(detection, perfect(detection, open, told)) : '';

/** How sure somebody was, where that can be held against how they read. */
export const sureness = (verdict: Scored): Scored['calibration'] =>
  verdict.calibration && sureEnough(verdict.calibration) && !tooLittle(verdict) ? verdict.calibration : null;
