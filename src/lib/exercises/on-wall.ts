import { hasContext, setContext } from 'svelte';

const KEY = Symbol('on-wall');

/**
 * What is drawn hangs on a wall: nobody can look anything up, unfold or scroll it, so items are named in full, nothing is
 * folded, and nothing is said twice.
 */
export function setOnWall(): void {
  setContext(KEY, true);
}

export const isOnWall = (): boolean => hasContext(KEY);
