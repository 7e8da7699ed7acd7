import type { Answer, Item } from './schema.ts';

/** An answer without anything in it yet. */
export function blank(item: Item): Answer {
  if (item.mode === 'sort') return { mode: 'sort', labels: {}, sure: {} };
  return item.mode === 'mark' ? { mode: 'mark', marks: [] } : { mode: 'link', links: {} };
}
