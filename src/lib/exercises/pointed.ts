import { getContext, hasContext, setContext } from 'svelte';

/** Words of a text that whoever leads a class points at. */
export interface Pointed {
  source: string;
  start: number;
  end: number;
}

const KEY = Symbol('pointed');

/** Lets the texts of a class's answers light what is talked about; a page that does not set it lights nothing. */
export function setPointed(at: () => Pointed | null): void {
  setContext(KEY, at);
}

export function getPointed(): () => Pointed | null {
  return hasContext(KEY) ? getContext<() => Pointed | null>(KEY) : () => null;
}
