import { hasContext, setContext } from 'svelte';

const KEY = Symbol('whole');

/** Items are named in full and not by their beginning and end: on a wall, where nobody can look them up. */
export function setWhole(): void {
  setContext(KEY, true);
}

export const isWhole = (): boolean => hasContext(KEY);
