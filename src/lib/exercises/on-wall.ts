import { getContext, setContext, type ComponentProps } from 'svelte';
import type Legend from './parts/Legend.svelte';

const KEY = Symbol('on-wall');

/** A wall, as what is drawn on it sees it. */
export interface OnWall {
  /**
   * Says what signs and tints mean, on top, where room is kept for it: so nothing moves when it comes. @returns what takes
   * it away
   */
  explain(signs: ComponentProps<typeof Legend>): () => void;
}

/**
 * What is drawn hangs on a wall: nobody can look anything up, unfold or scroll it, so items are named in full, nothing is
 * folded, and nothing is said twice.
 */
export const setOnWall = (wall: OnWall): OnWall => setContext(KEY, wall);

/** The wall on which it hangs; `undefined` on every other page. */
export const onWall = (): OnWall | undefined => getContext<OnWall | undefined>(KEY);
