import { hasContext, setContext } from 'svelte';

const KEY = Symbol('in-hand');

/** What is drawn is in the hand of whoever leads a class: what is long lies folded there where there is little room. */
export function setInHand(): void {
  setContext(KEY, true);
}

export const isInHand = (): boolean => hasContext(KEY);
