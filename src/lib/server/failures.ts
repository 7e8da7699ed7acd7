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
  /** Join and recovery codes, from one address: a school has one, and forty learners mistype. */
  codeAddress: { name: 'code-address', failures: 60, within: 15 * MINUTE },
  /** Codes of one kind, from anywhere: with a thousand open doors a guess would hit one in decades. */
  codes: { name: 'codes', failures: 1000, within: 15 * MINUTE }
} satisfies Record<string, Limit>;

/** Nothing is remembered for longer. */
const LONGEST = 60 * MINUTE;

const keyOf = (limit: Limit, of: string) => hashOf(`${limit.name} ${of}`);

/**
 * How long a further try has to wait.
 * @param of whose failures: an address, a name with an address
 * @param now milliseconds since 1970
 * @returns milliseconds; 0 where it may be made at once
 */
export async function waitOf(db: Kysely<Database>, limit: Limit, of: string, now: number): Promise<number> {
  const row = await db
    .selectFrom('failure')
    .selectAll()
    .where('key', '=', keyOf(limit, of))
    .executeTakeFirst();
  if (!row || isOver(row.since, limit, now) || row.count < limit.failures) return 0;
  return row.since + limit.within - now;
}

/**
 * Counts a failure. To count a try before it is known to fail leaves nothing to gain from many at once:
 * `forgive` it when it succeeds.
 * @returns as `waitOf`, for this very try
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

/** A failure of the future was counted by a clock that has been put right since. */
const isOver = (since: number, limit: Limit, now: number) => since <= now - limit.within || since > now;
