import type { Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { countFailure, forgive, LIMITS, networkOf } from './failures.ts';

/**
 * Codes that people type. What is wrong counts for the address; what is right never does. There is no count over all
 * addresses: it would let anybody shut every door.
 */

/** A code that did open something, until some day. It counts as a wrong one does: nobody gains by trying. */
export const TOO_OLD = 'too old';
export type TooOld = typeof TOO_OLD;

/** What came of asking: what the code opens, nothing, or how long to wait before any code is looked at (milliseconds). */
export type Asked<T> = { found: T } | { unknown: true } | { tooOld: true } | { wait: number };

/**
 * Looks a code up, unless too many failed.
 * @param look gives `null` where the code opens nothing
 */
export async function askCode<T>(
  db: Kysely<Database>,
  from: { address: string; now: number },
  look: () => Promise<T | TooOld | null | undefined>
): Promise<Asked<T>> {
  const network = networkOf(from.address);
  const wait = await countFailure(db, LIMITS.codeAddress, network, from.now);
  if (wait > 0) return { wait };
  const found = await look();
  if (found === null || found === undefined) return { unknown: true };
  if (found === TOO_OLD) return { tooOld: true };
  await forgive(db, LIMITS.codeAddress, network);
  return { found };
}
