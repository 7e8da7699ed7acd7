import { getContext, hasContext, setContext } from 'svelte';

const KEY = Symbol('missed');

/** Lets a page show the key to who could not answer: what they read and left open is not told. */
export function setMissed(is: () => boolean): void {
  setContext(KEY, is);
}

/** Whether whoever reads a verdict could not answer; a page that does not set it speaks to who could. */
export function getMissed(): () => boolean {
  return hasContext(KEY) ? getContext<() => boolean>(KEY) : () => false;
}
