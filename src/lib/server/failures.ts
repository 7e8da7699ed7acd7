import { isIPv6 } from 'node:net';
import { sql, type Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { hashOf } from './ids.ts';

/**
 * Failed tries at a secret, counted in the store, so that several servers on one PostgreSQL count together. What is
 * counted stands there as a hash: no names, no network addresses.
 */

const MINUTE = 60_000;

/** How many failures pass, and how long they are remembered. */
export interface Limit {
  /** Tells what is counted. */
  name: string;
  failures: number;
  /** Milliseconds. */
  within: number;
}

export const LIMITS = {
  /** Of one name, from one address. */
  signIn: { name: 'sign-in', failures: 10, within: 15 * MINUTE },
  /** Of any names, from one address: a staff room has one. */
  signInAddress: { name: 'sign-in-address', failures: 100, within: 15 * MINUTE },
  /** One-time tokens, invitations and reset links, from one address. */
  oneTime: { name: 'one-time', failures: 20, within: 15 * MINUTE },
  /** Accounts that were opened where everybody may, from one address. */
  signUp: { name: 'sign-up', failures: 5, within: 60 * MINUTE },
  /**
   * Join and recovery codes, from one address: a school has one, and forty learners mistype. With a thousand open doors,
   * whoever has a thousand addresses to guess from would hit one in years.
   */
  codeAddress: { name: 'code-address', failures: 200, within: 15 * MINUTE }
} satisfies Record<string, Limit>;

/** Nothing is remembered for longer. */
const LONGEST = 60 * MINUTE;

const keyOf = (limit: Limit, of: string) => hashOf(`${limit.name} ${of}`);

/**
 * Counts a failure. To count a try before it is known to fail leaves nothing to gain from many at once:
 * `forgive` it when it succeeds.
 * @param of whose failures: an address, a name with an address
 * @param now milliseconds since 1970
 * @returns how long this very try has to wait, in milliseconds; 0 where it may be made at once
 */
export async function countFailure(
  db: Kysely<Database>,
  limit: Limit,
  of: string,
  now: number
): Promise<number> {
  await db
    .deleteFrom('failure')
    .where((row) => row.or([row('since', '<=', now - LONGEST), row('since', '>', now)]))
    .execute();
  const begun = now - limit.within;
  const { count, since } = await db
    .insertInto('failure')
    .values({ key: keyOf(limit, of), count: 1, since: now })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql`case when failure.since <= ${begun} then 1 else failure.count + 1 end`,
        since: sql`case when failure.since <= ${begun} then excluded.since else failure.since end`
      })
    )
    .returning(['count', 'since'])
    .executeTakeFirstOrThrow();
  return count > limit.failures ? since + limit.within - now : 0;
}

/** Takes one failure back: what was counted beforehand has succeeded. */
export async function forgive(db: Kysely<Database>, limit: Limit, of: string): Promise<void> {
  await db
    .updateTable('failure')
    .set({ count: sql`count - 1` })
    .where('key', '=', keyOf(limit, of))
    .where('count', '>', 0)
    .execute();
}

/** Forgets all failures. */
export async function forgiveAll(db: Kysely<Database>, limit: Limit, of: string): Promise<void> {
  await db.deleteFrom('failure').where('key', '=', keyOf(limit, of)).execute();
}

/** A wait as a person is told of it. */
export const inMinutes = (wait: number): string => {
  const minutes = Math.ceil(wait / MINUTE);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
};

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
