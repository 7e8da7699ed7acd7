import type { Stretch } from '../../ui/passage.ts';
import type { ClassCounts, ClassUnit, Heat, ReadingName, UnitCount } from '../define.ts';
import { isHalf } from './half.ts';

/** How the counts of a class are shown: units with their readings in words, and what is tinted in the texts. */

export interface BoardReading extends ReadingName {
  given: string;
  count: number;
  /** Whether the key has it; `null` where the key is not shown, or has several readings. */
  isKey: boolean | null;
  /** Whether it is given by half: then it is neither the key's nor another. */
  half: boolean;
}

export interface BoardUnit extends Omit<UnitCount, 'readings'> {
  number: number;
  /** What was given, the commonest first; what the key has is there where nobody gave it, too. */
  readings: BoardReading[];
  /** Learners who left it open. */
  open: number;
  /** Whether careful readers differ on it; `false` where the key is not shown. */
  contested: boolean;
}

/**
 * @param name what a reading of a unit is called
 * @param keyed what the key has, where it may be shown
 */
export function boardUnits(
  { of, units }: ClassCounts,
  name: (unit: string, given: string) => ReadingName,
  keyed: ReadonlyMap<string, string | null> | null
): BoardUnit[] {
  return units.map((unit, i) => {
    const expected = keyed?.get(unit.id);
    const listed = unit.readings.some(({ given }) => given === expected);
    const readings =
      expected != null && !listed ? [...unit.readings, { given: expected, count: 0 }] : unit.readings;
    return {
      ...unit,
      number: i + 1,
      readings: readings.map((reading) => ({
        ...reading,
        ...name(unit.id, reading.given),
        isKey: expected == null ? null : reading.given === expected,
        half: isHalf(reading, expected)
      })),
      open: of - unit.readings.reduce((sum, { count }) => sum + count, 0),
      contested: expected === null
    };
  });
}

/** A tinted stretch of a text, with what stands before it. */
export interface Tinted extends Stretch {
  /** The number of the unit that it is of; `null` of words that were marked. */
  number: number | null;
  sign: string;
  /** The same for who does not see it. */
  says: string;
  look: string;
}

/** What careful readers read in more than one way. */
export const CONTESTED = '◇';
/** What the key has. */
export const KEYED = '✓';

/** Alpha with a word for it (Krippendorff 2004: from .8 on to be relied upon, from .667 on for tentative conclusions). */
export const agreed = (alpha: number): string =>
  alpha >= 0.8 ? 'high' : alpha >= 0.667 ? 'fair' : alpha >= 0.2 ? 'in part' : 'hardly any';

/** Between the number of a unit and what stands beside it. */
const APART = '\u2002';

/** Places of a unit with its number before each; `of` says what stands beside it before the first. */
const placed = (
  { places }: ClassUnit,
  number: number,
  of: Omit<Tinted, 'start' | 'end' | 'number'>
): (Tinted & { source: string })[] =>
  places.map(({ source, start, end }, i) => ({
    ...{ source, start, end, number },
    ...of,
    sign: i === 0 ? `${number}${APART}${of.sign}`.trim() : String(number),
    says: i === 0 ? `${number}: ${of.says}` : `${number}, going on:`
  }));

/** What is asked about, with the numbers that learners have, and nothing of what anybody gave. */
export const numberedUnits = (asked: readonly ClassUnit[]): (Tinted & { source: string })[] =>
  asked.flatMap((unit, i) =>
    placed(unit, i + 1, { id: String(i + 1), class: 'asked', sign: '', says: '', look: '' })
  );

/** The units that are drawn in the texts: those of the first group that stands there. */
export function inTexts(units: readonly BoardUnit[]): BoardUnit[] {
  const first = units.find(({ places }) => places.length > 0);
  return units.filter(({ group }) => first && group === first.group);
}

/** Five steps of tint for a share of 0 to 1; 0 where it is nothing. */
export const step = (share: number): number => Math.min(5, Math.ceil(5 * share - 1e-9));

/**
 * Units in the texts, each with all that was given for it: what the key has first, where that is shown, and then the
 * commonest. The tint says how many differ: from the key, or else from the commonest reading. Where two are as common,
 * the words look like neither.
 */
export const tintedUnits = (units: readonly BoardUnit[], of: number): (Tinted & { source: string })[] =>
  inTexts(units).flatMap((unit) => {
    const { readings, number, open, contested } = unit;
    const key = readings.find(({ isKey }) => isKey);
    const given = readings.filter(({ count, isKey, half }) => count > 0 && !isKey && !half);
    // What is given by half stands last, differs from nothing, and gives no look.
    const halves = readings.filter(({ half }) => half);
    const whole = key ? [key, ...given] : given;
    const all = [...whole, ...halves];
    const first = whole[0];
    const inFull = of - open - halves.reduce((sum, { count }) => sum + count, 0);
    const tied = !key && given.length > 1 && given[0]?.count === given[1]?.count;
    const look = first && !tied ? first.look : '';
    const differing = contested || !first ? 0 : (inFull - first.count) / Math.max(1, of);
    const counts = all
      .filter(({ sign }) => sign)
      // A sign may be a number itself.
      .map(({ sign, count, isKey }) => `${isKey ? KEYED : ''}${sign}${/\d$/.test(sign) ? ':' : ''} ${count}`);
    const said = all.map(({ name, count, isKey }) => `${name} ${count}${isKey ? ' (the key)' : ''}`);
    const says = `${contested ? 'careful readers differ; ' : ''}${said.join(', ') || 'left open by all'}.`;
    return placed(unit, number, {
      // Whatever is said of it makes it another one: only then is it drawn again.
      id: `${number} ${says}`,
      class: `${look ? `as-${look}` : 'asked'} tint-${step(differing)}`,
      sign: `${contested ? `${CONTESTED} ` : ''}${counts.join(' · ')}`,
      says,
      look
    });
  });

/**
 * Words that were marked, tinted by how many did. The number stands where marks begin or become more.
 * @param unit where one is looked at, only what was marked for it
 */
export function tintedHeat(
  heat: readonly Heat[],
  of: number,
  unit: string | null,
  names: Readonly<Record<string, ReadingName>>
): (Tinted & { source: string })[] {
  const shown = heat.filter((run) => unit === null || run.unit === null || run.unit === unit);
  const before = (run: Heat) =>
    shown.find(
      (one) =>
        one.source === run.source &&
        one.role === run.role &&
        one.unit === run.unit &&
        one.end < run.start &&
        run.start - one.end < 4
    );
  return shown.map((run) => {
    const name = run.role === null ? null : names[run.role];
    const rises = run.count > (before(run)?.count ?? 0);
    return {
      ...{ source: run.source, start: run.start, end: run.end, number: null },
      id: `${run.unit ?? ''} ${run.role ?? ''} ${run.count}`,
      class: `${name ? `as-${name.look} ` : ''}heat tint-${step(run.count / Math.max(1, of))}`,
      sign: rises ? `${name?.sign ?? ''} ${run.count}`.trim() : '',
      says: `${name ? `${name.name}, ` : ''}marked by ${run.count}:`,
      look: name?.look ?? 'heat'
    };
  });
}
