import { once, type Layer, type Layered, type Line } from '../parts/account.ts';
import { partOf } from './lines.ts';

/**
 * What a verdict draws over the texts, as the learner, the key, or both have it: the numbers of the ledger, each with the
 * letter of its row, and the numbers of pairs with theirs. No sign stands before a number: it would read as a sum.
 */
export function layered(rows: readonly Line[], layer: Layer): Layered[] {
  const out: Layered[] = [];
  for (const { item: i, number, badge } of rows) {
    const put = ({ source, start, end }: Line['about'][number], whose: string, sign = badge) =>
      void out.push({ source, start, end, number, badge, class: `as-figure ${whose}`, sign, as: 'figure' });
    const { part } = partOf(i);
    if (part === 'pairs' && (layer !== 'mine' || i.given !== null))
      for (const place of i.key) put(place, 'pair');
    if (part !== 'cells') continue;
    const keyed = layer !== 'mine' ? i.key : [];
    for (const place of keyed) put(place, 'key');
    if (layer === 'key') continue;
    // One letter a place: where both stand, the key's box carries it.
    for (const place of i.yours)
      put(place, 'mine', keyed.some((k) => k.start < place.end && k.end > place.start) ? '' : badge);
  }
  return once(out);
}
