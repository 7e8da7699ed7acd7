import type { Place } from '../define.ts';
import { lettered } from '../parts/lettered.ts';
import { inTextOrder } from '../parts/order.ts';
import { quoteOf } from '../parts/paper.ts';
import type { Item } from './schema.ts';

/** What the sheets of paper share: the worksheet and its key letter the statements alike, as every page does. */

export interface Lettered {
  id: string;
  badge: string;
  quote: string;
  places: { source: string; start: number; end: number }[];
  /** Where the chain is nested: its names in alphabetical order. */
  names: string[];
}

/** The statements that are asked about, in the order in which they stand in the texts. */
export function asked(item: Item): Lettered[] {
  if (item.mode === 'mark') return [];
  const names = new Map(item.mode === 'link' ? item.statements.map((s) => [s.id, s.names]) : []);
  return inTextOrder<{ id: string; places: Place[] }>(
    item.passages,
    item.statements,
    ({ places }) => places[0]
  ).map(({ id, places }, i) => ({
    id,
    badge: lettered(i + 1),
    quote: quoteOf(places),
    places,
    names: names.get(id) ?? []
  }));
}
