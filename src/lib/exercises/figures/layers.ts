import { once, type Layer, type Layered, type Line } from '../parts/account.ts';
import { partOf } from './lines.ts';

/**
 * What a verdict draws over the texts: the numbers of the ledger, each with the letter of its row, as the learner, the key,
 * or both have them.
 */
export function layered(rows: readonly Line[], layer: Layer): Layered[] {
  const out: Layered[] = [];
  for (const { item: i, number, badge } of rows) {
    if (partOf(i).part !== 'cells') continue;
    const keyed = layer !== 'mine' ? i.key : [];
    for (const { source, start, end } of keyed)
      out.push({ source, start, end, number, badge, class: 'as-figure key', sign: badge, as: 'figure' });
    if (layer === 'key') continue;
    for (const { source, start, end } of i.yours) {
      // One number a place: where both stand, the key's box carries it.
      const both = keyed.some((k) => k.start < end && k.end > start);
      const sign = both ? '' : badge;
      out.push({ source, start, end, number, badge, class: 'as-figure mine', sign, as: 'figure' });
    }
  }
  return once(out);
}
