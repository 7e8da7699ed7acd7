import { getContext, hasContext, setContext } from 'svelte';

/** Words of a text that whoever leads a class points at. */
export interface Pointed {
  source: string;
  start: number;
  end: number;
}

/** Points at words, or, with `null`, at none any more. */
export type Point = (place: Pointed | null) => void;

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

export const samePlace = (a: Pointed | null, b: Pointed | null): boolean =>
  a === b || (a?.source === b?.source && a?.start === b?.start && a?.end === b?.end);

/** Whether something that stands at these places is pointed at. */
export const isAt = ({ places }: { places: readonly Pointed[] }, pointed: Pointed | null): boolean =>
  places.some((place) => samePlace(place, pointed));

/** The letters of what stands at the very place that is pointed at: “c”, “c and f”; empty where nothing lettered does. */
export function lettersAt(
  units: readonly { badge: string; places: readonly Pointed[] }[],
  pointed: Pointed | null
): string {
  const letters = units.filter((unit) => unit.badge !== '' && isAt(unit, pointed)).map(({ badge }) => badge);
  return letters.length < 2 ? letters.join('') : `${letters.slice(0, -1).join(', ')} and ${letters.at(-1)}`;
}

export function getPointed(): () => Pointed | null {
  return hasContext(KEY) ? getContext<() => Pointed | null>(KEY) : () => null;
}
