import type { Board } from './views.ts';
import type { ClassCounts, Place } from '../../exercises/define.ts';
import type { AgreementChange } from '../../exercises/parts/agreed.ts';
import { isHalf } from '../../exercises/parts/half-reading.ts';

/** What a class gave before it talked and after it, beside the key: for the wall once the key is shown, and for the report. */

/** An item of an exercise with what the key says of it, in words. */
export interface KeyItem {
  id: string;
  /** The letters that stand for it on every page. */
  badge: string;
  group: string | null;
  /** Its words, or what is asked. */
  what: string;
  /** Where it stands; `null` where it stands nowhere in the texts. */
  place: Place | null;
  /** Whether everybody is asked about it at that place. Else the place is the key's own, and nobody's before it is revealed. */
  asked: boolean;
  /** What the key has, as counts name it, and in words; `null` where careful readers differ, or words are marked. */
  expected: string | null;
  says: string | null;
  reason: string;
  /** The words of the text that show it. */
  shows: string[];
  contested: { undecided: string; readings: { as: string; name: string; reason: string }[] } | null;
  /** Whether the key marks it, where words are marked freely; `null` where they are not. */
  marked: boolean | null;
  /** Whether it is one of figures, which may count people: then nothing of it is drawn in bars, or said in sums. */
  figure: boolean;
}

const unitOf = (item: KeyItem, counts: ClassCounts | null) => counts?.units.find(({ id }) => id === item.id);

/** How many were asked about an item: some are only of those who gave what opens it, and what nobody opened is in no count. */
export function askedAbout(item: KeyItem, counts: ClassCounts): number {
  if (item.marked !== null) return counts.of;
  const unit = unitOf(item, counts);
  return unit ? (unit.asked ?? counts.of) : 0;
}

/** The share, 0 to 1, of those who were asked about an item that read it as the key does; `null` where that cannot be said. */
export function agreeing(item: KeyItem, counts: ClassCounts | null): number | null {
  if (!counts || counts.of === 0 || item.contested) return null;
  const unit = unitOf(item, counts);
  if (unit) {
    const asked = askedAbout(item, counts);
    if (item.expected === null || asked === 0) return null;
    return (unit.readings.find(({ given }) => given === item.expected)?.count ?? 0) / asked;
  }
  if (item.marked === null || !item.place) return null;
  const marked = markedShare(item.place, counts);
  return item.marked ? marked : 1 - marked;
}

/** Whether the share that read an item as the key does is of people: of freely marked words it is one of words, too. */
export const isCounted = ({ marked }: KeyItem): boolean => marked === null;

/** The share of a class that marked a stretch: of half of it marked by all as much as of all of it marked by half. */
function markedShare({ source, start, end }: Place, { heat, of }: ClassCounts): number {
  const inside = heat.map((run) =>
    run.source === source ? Math.max(0, Math.min(end, run.end) - Math.max(start, run.start)) * run.count : 0
  );
  return Math.min(1, inside.reduce((sum, one) => sum + one, 0) / (of * Math.max(1, end - start)));
}

/**
 * What a class gives after it talked, by learner: who does not touch their answer stands by the first one. So that before
 * and after are of the same people, whoever kept still.
 * @returns everybody's answer, and how many of them are first ones
 */
export function withKept<T>(
  first: ReadonlyMap<string, T>,
  second: ReadonlyMap<string, T>
): { given: T[]; kept: number } {
  return {
    given: [...new Map([...first, ...second]).values()],
    kept: [...first.keys()].filter((learner) => !second.has(learner)).length
  };
}

/** How many left an item open, and of how many who were asked. */
export interface LeftOpen {
  count: number;
  of: number;
}

/** How many gave nothing for an item; `null` where nobody was asked, or words are marked freely and none is asked about. */
export function leftOpen(item: KeyItem, counts: ClassCounts | null): LeftOpen | null {
  if (!counts || item.marked !== null) return null;
  const asked = askedAbout(item, counts);
  if (asked === 0) return null;
  const given = unitOf(item, counts)?.readings ?? [];
  const answered = given.reduce((sum, { count }) => sum + count, 0);
  return { count: Math.max(0, asked - answered), of: asked };
}

/**
 * How many half answered an item, and may still come to what the key has: they read it neither as the key does nor
 * otherwise. Who can no longer come to it is not among them.
 */
export function halfAnswered(item: KeyItem, counts: ClassCounts | null): number {
  const given = unitOf(item, counts)?.readings ?? [];
  return given.reduce((sum, one) => sum + (isHalf(one, counts?.becomes, item.expected) ? one.count : 0), 0);
}

/**
 * The share, 0 to 1, of those who were asked about an item that read it otherwise than the key does; `null` where that
 * cannot be said. Who left it open, or half answered, did not.
 */
function otherwiseIn(item: KeyItem, counts: ClassCounts | null): number | null {
  const alike = agreeing(item, counts);
  if (alike === null || item.marked !== null) return alike === null ? null : 1 - alike;
  const open = leftOpen(item, counts);
  return open && Math.max(0, (open.of - open.count - halfAnswered(item, counts)) / open.of - alike);
}

/** An item with how the class read it before and after. */
export interface Compared {
  item: KeyItem;
  first: number | null;
  /** `null` without a second round. */
  second: number | null;
  /** How many were asked, each time: what `first` and `second` are shares of. */
  of: { first: Pick<ClassCounts, 'of'>; second: Pick<ClassCounts, 'of'> | null };
  /** The share of them that read it otherwise than the key does, at first and at the end; see `otherwiseIn`. */
  otherwise: { first: number | null; last: number | null };
  /** At the end; see `leftOpen`. */
  open: LeftOpen | null;
  /** At the end; see `halfAnswered`. */
  half: number;
}

/** Items with what a class gave; without anything given they stand alone. */
export function compared(
  items: readonly KeyItem[],
  given: { first: ClassCounts; second: ClassCounts | null } | null
): Compared[] {
  const { first, second } = given ?? { first: null, second: null };
  const last = first && lastOf(first, second);
  const asked = (item: KeyItem, counts: ClassCounts) => ({ of: askedAbout(item, counts) });
  return items.map((item) => ({
    item,
    first: agreeing(item, first),
    second: agreeing(item, second),
    of: { first: first ? asked(item, first) : { of: 0 }, second: second && asked(item, second) },
    otherwise: { first: otherwiseIn(item, first), last: otherwiseIn(item, last) },
    open: leftOpen(item, last),
    half: halfAnswered(item, last)
  }));
}

/** Whether nobody gave anything for an item at the end: that is no share of anything. */
export const leftByAll = (open: LeftOpen | null): boolean => open !== null && open.count === open.of;

/** Why an item is to be taken up again: half or more of those who gave something still read it otherwise, or more do than at first. */
export type Again = 'differ' | 'away';

export interface TakenUp extends Compared {
  why: Again;
}

/** A move of less is one learner in a class of ten: it may be chance. */
const MOVED = 0.1;

/** What one learner alone answered says nothing of a class of several. */
const FEW = 2;

/** How many gave an item in full at the end; `null` where none is asked about. */
export const gaveInFull = ({ open, half }: Pick<Compared, 'open' | 'half'>): number | null =>
  open && open.of - open.count - half;

/** Whether so many gave an item that it can be said how the class read it. */
export const enoughGave = (row: Pick<Compared, 'open' | 'half' | 'otherwise'>): boolean =>
  row.otherwise.last !== null && (!row.open || gaveInFull(row)! >= Math.min(FEW, row.open.of));

/** What is to be taken up again, what most of the class read otherwise first. What is left open, or half answered, is none of it. */
export function toTakeUp(rows: readonly Compared[]): TakenUp[] {
  return rows
    .filter(enoughGave)
    .flatMap((row): TakenUp[] => {
      const { first, last } = { first: row.otherwise.first ?? 0, last: row.otherwise.last! };
      if (last === 0) return [];
      if (last >= (row.second ?? row.first)! - 1e-9) return [{ ...row, why: 'differ' }];
      const away = row.first !== null && row.second !== null && last - first >= MOVED - 1e-9;
      return away ? [{ ...row, why: 'away' }] : [];
    })
    .sort((a, b) => b.otherwise.last! - a.otherwise.last!);
}

/**
 * What was left open at the end: by everybody, in the order of the page; and by some, what most left open first. And what
 * was half answered, by most first.
 */
export function stillOpen<Row extends Compared>(
  rows: readonly Row[]
): { byAll: Row[]; bySome: Row[]; half: Row[] } {
  const left = rows.filter(({ item, open }) => !item.contested && open !== null && open.count > 0);
  const all = ({ open }: Row) => leftByAll(open);
  return {
    byAll: left.filter(all),
    bySome: left.filter((row) => !all(row)).sort((a, b) => b.open!.count - a.open!.count),
    half: rows.filter(({ item, half }) => !item.contested && half > 0).sort((a, b) => b.half - a.half)
  };
}

/** How a class parted over a contested item: each of its readings, and whatever else was given, with its count. */
export function split(
  item: KeyItem,
  counts: ClassCounts | null
): { as: string; count: number; named: string | null }[] {
  const given = unitOf(item, counts)?.readings ?? [];
  const readings = item.contested?.readings ?? [];
  const own = readings.map(({ as, name }) => ({
    as,
    named: name,
    count: given.find((one) => one.given === as)?.count ?? 0
  }));
  const others = given.filter((one) => !readings.some(({ as }) => as === one.given));
  return [...own, ...others.map((one) => ({ as: one.given, count: one.count, named: null }))];
}

/** What a class gave last: in the first round, where nobody has given anything in a second. */
export const lastOf = (first: ClassCounts, second: ClassCounts | null): ClassCounts =>
  second && second.of > 0 ? second : first;

export const agreements = (first: ClassCounts, second: ClassCounts | null): AgreementChange[] =>
  first.agreement.map(({ what, found }) => ({
    what,
    first: found,
    second: second?.agreement.find((one) => one.what === what)?.found ?? null
  }));

/** What became of first answers in the second round, told to the class; `null` without one that may be seen. */
export function saidChanged({ changed, kept }: Pick<Board, 'changed' | 'kept'>): string | null {
  if (changed === null) return null;
  const did =
    changed === 0
      ? 'None of you changed anything.'
      : `${changed === 1 ? 'One of you' : `${changed} of you`} changed something.`;
  if (!kept) return did;
  return `${did} ${kept === 1 ? 'One' : kept} answered nothing the second time: the first answer counts there, too.`;
}
