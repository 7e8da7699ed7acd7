import type { Verdict } from '../define.ts';
import { checkActors, checkSide, checkSwap } from './check-labels.ts';
import { checkSpot } from './check-spot.ts';
import type { Item, Key } from './schema.ts';

/** Checks an answer; see `Logic.check`. Codes are listed in `docs/verdicts.md`. */
export function check(item: Item, key: Key, answer: unknown): Verdict {
  if (item.mode === 'spot' && key.mode === 'spot') return checkSpot(item, key, answer);
  if (item.mode === 'swap' && key.mode === 'swap') return checkSwap(item, key, answer);
  if (item.mode === 'side' && key.mode === 'side') return checkSide(item, key, answer);
  if (item.mode === 'actors' && key.mode === 'actors') return checkActors(item, key, answer);
  throw new TypeError(`the item is for ${item.mode} and the key for ${key.mode}`);
}
