import { isIPv6 } from 'node:net';
import type { Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { countFailure, LIMITS, waitOf } from './failures.ts';

/** Codes that people type. What is wrong counts, for the address and for all together; what is right never does. */

/** What came of asking: what the code opens, nothing, or how long to wait before any code is looked at (milliseconds). */
export type Asked<T> = { found: T } | { unknown: true } | { wait: number };

/**
 * Looks a code up, unless too many failed.
 * @param from.kind each kind is counted apart where addresses do not matter
 * @param look gives `null` where the code opens nothing
 */
export async function askCode<T>(
  db: Kysely<Database>,
  from: { kind: 'join' | 'recovery' | 'invitation'; address: string; now: number },
  look: () => Promise<T | null | undefined>
): Promise<Asked<T>> {
  const network = networkOf(from.address);
  const wait = Math.max(
    await waitOf(db, LIMITS.codeAddress, network, from.now),
    await waitOf(db, LIMITS.codes, from.kind, from.now)
  );
  if (wait > 0) return { wait };
  const found = await look();
  if (found !== null && found !== undefined) return { found };
  await countFailure(db, LIMITS.codeAddress, network, from.now);
  await countFailure(db, LIMITS.codes, from.kind, from.now);
  return { unknown: true };
}

/** Whose addresses count as one: an IPv6 household has 2^64 of them. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(0, zeros)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
