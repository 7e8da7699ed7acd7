import type { Answer, Item } from './schema.ts';

/** An answer without anything in it yet. */
export function blank({ mode }: Item): Answer {
  if (mode === 'spot') return { mode, labels: {}, owners: {}, sure: {}, free: [] };
  return mode === 'swap' ? { mode, labels: {}, sure: {}, own: {} } : { mode, labels: {}, sure: {} };
}
