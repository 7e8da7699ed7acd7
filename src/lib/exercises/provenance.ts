import { getContext, hasContext, setContext } from 'svelte';

/** Where a text is from, as a page that knows the pack says it. */
export interface Provenance {
  name: string;
  /** One line: publisher, date, and how each is known. */
  line: string;
}

const KEY = Symbol('provenance');

/** Lets views say where their texts are from; a page that does not set it shows the texts without. */
export function setProvenance(of: (source: string) => Provenance | null): void {
  setContext(KEY, of);
}

export function getProvenance(): (source: string) => Provenance | null {
  return hasContext(KEY) ? getContext<(source: string) => Provenance | null>(KEY) : () => null;
}
