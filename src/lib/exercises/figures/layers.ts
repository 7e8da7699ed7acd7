import { once, type Layer, type Layered, type Line } from '../parts/account.ts';
import { badgeOf } from './badges.ts';
import { partOf } from './lines.ts';
import type { Item } from './schema.ts';

/** What a verdict draws over the texts: the numbers of the ledger, each with the letter of its row, as the learner, the key, or both have them. */
export function layered(item: Item, rows: readonly Line[], layer: Layer): Layered[] {
  const out: Layered[] = [];
  for (const { item: i, number } of rows) {
    const { part, id } = partOf(i);
    if (part !== 'cells') continue;
    const sign = badgeOf(item, part, id);
    const keyed = layer !== 'mine' ? i.key : [];
    for (const { source, start, end } of keyed)
      out.push({ source, start, end, number, class: 'as-figure key', sign, as: 'figure' });
    if (layer === 'key') continue;
    for (const { source, start, end } of i.yours) {
      // One number a place: where both stand, the key's box carries it.
      const both = keyed.some((k) => k.start < end && k.end > start);
      out.push({ source, start, end, number, class: 'as-figure mine', sign: both ? '' : sign, as: 'figure' });
    }
  }
  return once(out);
}
