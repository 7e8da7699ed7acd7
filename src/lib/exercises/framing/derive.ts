import type { Annotated, Problem } from '../define.ts';
import { deriveActors } from './derive-actors.ts';
import { deriveSide } from './derive-side.ts';
import { deriveSpot } from './derive-spot.ts';
import { deriveSwap } from './derive-swap.ts';
import type { Item, Key, Select } from './schema.ts';

export type Derived = { item: Item; key: Key } | { problems: Problem[] };

/** Makes item and key of a selection; see `Logic.derive`. */
export function derive(select: Select, pack: Annotated): Derived {
  if (select.mode === 'spot') return deriveSpot(select, pack.sources);
  if (select.mode === 'swap') return deriveSwap(select, pack.sources);
  return select.mode === 'side' ? deriveSide(select, pack) : deriveActors(select, pack.sources);
}
