import { getContext, hasContext, setContext } from 'svelte';

/** What a page has its exercises ask besides the readings themselves. */
export interface Asks {
  /** How sure one is of a reading. */
  readonly sureness: boolean;
  /** Whether the first of what is asked about is brought in sight: in a class, the task has been read on the wall. */
  readonly atOnce?: boolean;
}

const KEY = Symbol('asks');

/** Lets a page leave out what its instructor does not ask; one that does not set it asks everything. */
export function setAsks(asks: Asks): void {
  setContext(KEY, asks);
}

export function getAsks(): Asks {
  return hasContext(KEY) ? getContext<Asks>(KEY) : { sureness: true };
}
