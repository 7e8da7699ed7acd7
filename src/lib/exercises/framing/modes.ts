import { modes } from '../parts/modes.ts';
import type { Answer, Item } from './schema.ts';

/** What a learner works with, by the mode of the item. */
export const { load, of } = modes<Item['mode'], Item, Answer>({
  spot: () => import('./Spot.svelte'),
  swap: () => import('./Swap.svelte'),
  side: () => import('./Side.svelte'),
  actors: () => import('./Actors.svelte')
});
