import type { Stretch } from '../../ui/passage.ts';
import type { Becomes, ClassCounts, ClassUnit, Heat, ReadingName, UnitCount } from '../define.ts';
import { samePlace } from '../pointed.ts';
import { saidOf, type Whose } from './class-words.ts';
import { CONTESTED } from './contested.ts';

/** How the counts of a class are shown: units with their readings in words, and what is tinted in the texts. */

export interface BoardReading extends ReadingName {
  given: string;
  count: number;
  /** Whether the key has it; `null` where the key is not shown, or has several readings. */
  isKey: boolean | null;
  /** What it can still become, where it is half answered. */
  becomes?: Becomes;
}

export interface BoardUnit extends Omit<UnitCount, 'readings'> {
  number: number;
  /** What was given, the commonest first; what the key has is there where nobody gave it, too. */
  readings: BoardReading[];
  /** Learners who were asked and left it open. */
  open: number;
  /** Whether careful readers differ on it; `false` where the key is not shown. */
  contested: boolean;
}

/**
 * @param name what a reading of a unit is called
 * @param keyed what the key has, where it may be shown
 */
export function boardUnits(
  { of, units, becomes }: ClassCounts,
  name: (unit: string, given: string) => ReadingName,
  keyed: ReadonlyMap<string, string | null> | null
): BoardUnit[] {
  return units.map((unit, i) => {
    const expected = keyed?.get(unit.id);
    const listed = unit.readings.some(({ given }) => given === expected);
    const readings: UnitCount['readings'] =
      expected != null && !listed ? [...unit.readings, { given: expected, count: 0 }] : unit.readings;
    return {
      ...unit,
      number: i + 1,
      readings: readings.map((reading) => ({
        ...reading,
        ...name(unit.id, reading.given),
        ...(reading.half && { becomes: becomes ?? 'any' }),
        isKey: expected == null ? null : reading.given === expected
      })),
      open: (unit.asked ?? of) - unit.readings.reduce((sum, { count }) => sum + count, 0),
      contested: expected === null
    };
  });
}

/**
 * A tinted stretch of a text, with what stands before and after it. Neither ends in a figure that would be taken for one of
 * the text, and none stands before it.
 */
export interface Tinted extends Stretch {
  /** The unit that it is of, by its id and its number; `null` of words that were marked. */
  unit: string | null;
  number: number | null;
  /** The letters of the unit, before its first word. */
  badge: string;
  /** They, and what was given for it, for who does not see either: before its first word, and in words. */
  says: string;
  /**
   * What was given for it in signs, how many marked it, or the letters of what they marked it for: after its last word,
   * since a count before the words of a text would be taken for one of theirs. `says` is empty where it was said before.
   */
  after: { sign: string; says: string } | null;
  look: string;
}

/** What the key has. */
export const KEYED = '✓';

/** Places of a unit with its letters before each; `of` says what is said before the first, and stands after the last. */
const placed = (
  { id, places, badge }: ClassUnit,
  number: number,
  { sign, ...of }: Pick<Tinted, 'class' | 'says' | 'look'> & { sign: string }
): (Tinted & { source: string })[] =>
  places.map(({ source, start, end }, i) => ({
    ...{ id: String(number), unit: id, source, start, end, number, badge },
    ...of,
    state: `${sign} ${of.says}`,
    says: i === 0 ? `${badge}: ${of.says}` : `${badge}, going on:`,
    after: sign && i === places.length - 1 ? { sign, says: '' } : null
  }));

/** What is asked about, with the letters that learners have, and nothing of what anybody gave. */
export const askedUnits = (asked: readonly ClassUnit[]): (Tinted & { source: string })[] =>
  asked.flatMap((unit, i) => placed(unit, i + 1, { class: 'asked', sign: '', says: '', look: '' }));

/** The units that are drawn in the texts: those of the first group that stands there. */
export function inTexts(units: readonly BoardUnit[]): BoardUnit[] {
  const first = units.find(({ places }) => places.length > 0);
  return units.filter(({ group }) => first && group === first.group);
}

/**
 * The number of the unit that is drawn in the texts where this one stands: of several at the same places, whose choice a
 * stretch is beside what it is called, say, one alone is drawn.
 */
export const drawnAs = (units: readonly BoardUnit[], unit: BoardUnit): number =>
  inTexts(units).find(({ places }) =>
    places.some((one) => unit.places.some((place) => samePlace(one, place)))
  )?.number ?? unit.number;

/** Five steps of tint for a share of 0 to 1; 0 where it is nothing. */
export const step = (share: number): number => Math.min(5, Math.ceil(5 * share - 1e-9));

/** Two readings whose shares of the class are no further apart are a draw. */
const DRAW = 0.1;

/** Whether one reading is half answered, and can still become the other. */
const mayBecome = ({ becomes }: BoardReading, { given }: BoardReading): boolean =>
  becomes === 'any' || (becomes?.includes(given) ?? false);

const differ = (a: BoardReading, b: BoardReading): boolean => a !== b && !mayBecome(a, b) && !mayBecome(b, a);

/**
 * Units in the texts, each with all that was given for it, what is half answered too: what the key has first, where that is shown, and
 * then the commonest. The tint says how many differ: from the key, or else from the commonest reading. Where two are about
 * as common, the words look like neither. Of what is one learner's own nothing is counted.
 */
export const tintedUnits = (
  units: readonly BoardUnit[],
  of: number,
  whose: Whose = 'theirs'
): (Tinted & { source: string })[] =>
  inTexts(units).flatMap((unit) => {
    const { readings, number, contested } = unit;
    const key = readings.find(({ isKey }) => isKey);
    const given = readings.filter(({ count, isKey }) => count > 0 && !isKey);
    const all = key ? [key, ...given] : given;
    const [first, second] = all;
    const drawn = !key && first && second && (first.count - second.count) / of <= DRAW + 1e-9;
    const look = first && !drawn ? first.look : '';
    const others = contested || !first ? [] : all.filter((one) => differ(one, first));
    const differing = others.reduce((sum, { count }) => sum + count, 0) / Math.max(1, of);
    const counted = (count: number, times: string) => (whose === 'own' ? '' : `${count}${times}`);
    const counts = all
      .filter(({ sign }) => sign)
      // The key's own sign stands alone where nobody gave it.
      .map(({ sign, count, isKey }) => `${count > 0 ? counted(count, '×') : ''}${sign}${isKey ? KEYED : ''}`);
    const said = all.map(
      ({ name, count, isKey }) => `${counted(count, ' ')}${name}${isKey ? ' (the key)' : ''}`
    );
    const none = whose === 'own' ? 'left open' : 'left open by all';
    const says = `${contested ? 'careful readers differ; ' : ''}${said.join(', ') || none}.`;
    // Before a figure a count would read as arithmetic: what was given for one is in the table, by its letters.
    const figure = first?.look === 'figure';
    return placed(unit, number, {
      class: `${look ? `as-${look}` : 'asked'} tint-${step(differing)}`,
      sign: figure ? '' : `${contested ? `${CONTESTED} ` : ''}${counts.join(' · ')}`,
      says: figure ? '' : says,
      look
    });
  });

/** How words that were marked are shown. */
interface HeatShown {
  /** Where one unit is looked at, only what was marked for it. */
  unit: string | null;
  /** What words are marked as, where as several things. */
  names: Readonly<Record<string, ReadingName>>;
  /** The letters of units that marks are of, and that stand nowhere else in the texts. */
  badges: ReadonlyMap<string, string>;
  whose: Whose;
}

/**
 * Words that were marked, tinted by how many did. How many stands where marks end or become fewer. What has letters is in a
 * table by them, with how many: in the text they stand alone, once, at the words that most marked.
 */
export function tintedHeat(
  heat: readonly Heat[],
  of: number,
  { unit, names, badges, whose }: HeatShown
): (Tinted & { source: string })[] {
  const shown = heat.filter((run) => unit === null || run.unit === null || run.unit === unit);
  const beside = (one: Heat, run: Heat) =>
    one.source === run.source && one.role === run.role && one.unit === run.unit;
  const next = (run: Heat) =>
    shown.find((one) => beside(one, run) && one.start > run.end && one.start - run.end < 4);
  const before = (run: Heat) => shown.find((one) => next(one) === run);
  /** Whether no words beside it, one after the other, were marked by more, and none before it by as many. */
  const isMost = (run: Heat) => {
    for (let one = before(run); one; one = before(one)) if (one.count >= run.count) return false;
    for (let one = next(run); one; one = next(one)) if (one.count > run.count) return false;
    return true;
  };
  return shown.map((run) => {
    const name = run.role === null ? null : names[run.role];
    const badge = badges.get(run.unit ?? '') ?? '';
    const many = saidOf(run.count, whose);
    const lettered = !name && badge !== '';
    const ends = lettered ? isMost(run) : run.count > (next(run)?.count ?? 0);
    const after = lettered
      ? { sign: badge, says: `, ${badge},` }
      : {
          sign: name ? `${run.count}×${name.sign}` : many,
          says: `, marked${name ? ` as ${name.name}` : ''} by ${many},`
        };
    return {
      ...{
        source: run.source,
        start: run.start,
        end: run.end,
        unit: null,
        number: null,
        badge: '',
        says: ''
      },
      id: `${run.unit ?? ''} ${run.role ?? ''} ${run.count} ${ends}`,
      class: `${name ? `as-${name.look} ` : ''}heat tint-${step(run.count / Math.max(1, of))}`,
      after: ends && whose !== 'own' ? after : null,
      look: name?.look ?? 'heat'
    };
  });
}
