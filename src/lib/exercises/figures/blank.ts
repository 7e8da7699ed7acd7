import type { Answer } from './schema.ts';

/** An answer without anything in it yet. */
export function blank(): Answer {
  return { mode: 'ledger', cells: {}, relations: {}, origins: {}, pairs: {}, questions: {} };
}
