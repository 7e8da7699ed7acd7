import { getContext, hasContext, setContext } from 'svelte';
import { listed } from '../text/listed.ts';

/** Words of a text that whoever leads a class points at. */
export interface Pointed {
  source: string;
  start: number;
  end: number;
  /** The unit that is meant: what it has elsewhere as well, and nothing else that stands there. */
  unit?: string | undefined;
}

/** Points at words, or, with `null`, at none any more. */
export type Point = (place: Pointed | null) => void;

/** What can be pointed at: a unit, or what the key says of one. */
interface Placed {
  id: string;
  places: readonly Pointed[];
}

const KEY = Symbol('pointed');
const POINT = Symbol('point');

/** Lets the texts of a class's answers light what is talked about; a page that does not set it lights nothing. */
export function setPointed(at: () => Pointed | null): void {
  setContext(KEY, at);
}

/** Lets whoever leads a class point at what was given by clicking it. @param by `null` while nothing can be pointed at */
export function setPoint(by: () => Point | null): void {
  setContext(POINT, by);
}

export function getPoint(): () => Point | null {
  return hasContext(POINT) ? getContext<() => Point | null>(POINT) : () => null;
}

type Place = Omit<Pointed, 'unit'>;

export const samePlace = (a: Place | null, b: Place | null): boolean =>
  a === b || (a?.source === b?.source && a?.start === b?.start && a?.end === b?.end);

/** Whether something is pointed at: it is what is meant, or stands at the place where nothing is meant more closely. */
export const isAt = ({ id, places }: Placed, pointed: Pointed | null): boolean =>
  pointed?.unit === undefined ? places.some((place) => samePlace(place, pointed)) : pointed.unit === id;

/** Where a unit is pointed at, so that it is meant and nothing else that stands there; `null` where it stands nowhere. */
export const placeOf = ({ id, places: [first] }: Placed): Pointed | null =>
  first ? { source: first.source, start: first.start, end: first.end, unit: id } : null;

/** What is meant: that which is named; else what stands at the very place, or, where nothing does, what meets it. */
export function meant<T extends { id: string }>(
  all: readonly T[],
  pointed: Pointed | null,
  placesOf: (one: T) => readonly Pointed[]
): T[] {
  if (pointed === null) return [];
  const { source, start, end, unit } = pointed;
  if (unit !== undefined) return all.filter(({ id }) => id === unit);
  const at = (is: (place: Pointed) => boolean) => all.filter((one) => placesOf(one).some(is));
  const exact = at((place) => samePlace(place, pointed));
  return exact.length > 0
    ? exact
    : at((place) => place.source === source && place.start < end && place.end > start);
}

/** Of stretches of units, those that are pointed at: at the very place, and wherever else the same unit stands. */
export function litOf<T extends Place & { unit: string | null }>(
  all: readonly T[],
  pointed: Pointed | null
): T[] {
  const at = all.filter(
    (one) => samePlace(one, pointed) && (pointed?.unit === undefined || one.unit === pointed.unit)
  );
  const units = new Set(at.flatMap(({ unit }) => unit ?? []));
  return all.filter((one) => at.includes(one) || (one.unit !== null && units.has(one.unit)));
}

/**
 * The letters of what is pointed at: “c”, “c and f”; empty where nothing lettered stands at the very place.
 * @param marked words that were marked for a unit: they are called by its letters too
 */
export function lettersAt(
  units: readonly (Placed & { badge: string })[],
  pointed: Pointed | null,
  marked: readonly (Omit<Pointed, 'unit'> & { unit: string | null })[] = []
): string {
  const of = new Set(marked.filter((run) => samePlace(run, pointed)).map(({ unit }) => unit));
  const named = units.filter((one) => isAt(one, pointed) || (pointed?.unit === undefined && of.has(one.id)));
  return listed(new Set(named.map(({ badge }) => badge).filter(Boolean)));
}

export function getPointed(): () => Pointed | null {
  return hasContext(KEY) ? getContext<() => Pointed | null>(KEY) : () => null;
}
