import type { Kysely } from 'kysely';
import {
  erasedOn,
  isBlind,
  NOTICE_DAYS,
  retain,
  RETENTION_DAYS,
  type Check
} from '../classroom/retention.ts';
import { retried } from './db/retried.ts';
import type { Database } from './db/schema.ts';
import { DEVICE_DAYS } from './learners.ts';
import { endForgotten } from './live/ending.ts';

/**
 * Erases by itself what is old: classes that ended long ago, devices that nobody used for long, invitations that ran
 * out. A class that never ended is kept: its instructors see it on their desks and end it.
 */

type Db = Kysely<Database>;

const DAY = 86_400_000;
/** Where the store keeps when it was last checked. */
const CHECKED = 'retention-checked';

/**
 * How many days a class is kept after it ended.
 * @param configured the environment's RETENTION_DAYS
 * @throws where that is no number of days, or fewer than the notice has
 */
export function retentionDays(configured: string | undefined): number {
  if (!configured) return RETENTION_DAYS;
  const days = Number(configured);
  if (Number.isInteger(days) && days >= NOTICE_DAYS && days <= 36_500) return days;
  throw new Error(
    `RETENTION_DAYS is ${configured}: it has to be a whole number of days, from ${NOTICE_DAYS} to 36500.`
  );
}

/** What a check found and did: names of classes that were erased, and those whose erasure is announced, with the day. */
export interface Retained {
  erased: string[];
  announced: { name: string; on: number }[];
}

/**
 * Announces and erases what is due.
 * @param now milliseconds since 1970
 */
export async function checkRetention(db: Db, now: number, days: number): Promise<Retained> {
  await endForgotten(db, now);
  const check: Check = { now, before: await lastCheck(db), days };
  const ended = await db
    .selectFrom('class')
    .select(['id', 'name', 'ended_at', 'erase_announced_at'])
    .orderBy('name')
    .where('ended_at', 'is not', null)
    .execute();
  const found: Retained = { erased: [], announced: [] };
  for (const { id, name, ended_at, erase_announced_at } of ended) {
    const { announcedAt, erase } = retain({ endedAt: ended_at, announcedAt: erase_announced_at }, check);
    if (erase) {
      // Opened again meanwhile, it is kept.
      const { numDeletedRows } = await retried(db, (tx) =>
        tx
          .deleteFrom('class')
          .where('id', '=', id)
          .where('ended_at', '=', ended_at)
          .where('erase_announced_at', '=', erase_announced_at)
          .executeTakeFirst()
      );
      if (numDeletedRows > 0n) found.erased.push(name);
      continue;
    }
    const on = erasedOn({ endedAt: ended_at, announcedAt }, days);
    if (on !== null) found.announced.push({ name, on });
    if (announcedAt !== erase_announced_at) {
      await db
        .updateTable('class')
        .set({ erase_announced_at: announcedAt })
        .where('id', '=', id)
        .where('ended_at', '=', ended_at)
        .execute();
    }
  }
  if (!isBlind(check)) await forget(db, now);
  await noteCheck(db, now);
  return found;
}

async function forget(db: Db, now: number): Promise<void> {
  await db
    .deleteFrom('learner_session')
    .where('seen_at', '<', now - DEVICE_DAYS * DAY)
    .execute();
  await db
    .deleteFrom('invitation')
    .where('expires_at', '<', now - NOTICE_DAYS * DAY)
    .execute();
}

async function lastCheck(db: Db): Promise<number | null> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', CHECKED).executeTakeFirst();
  const at = Number(row?.value);
  return Number.isFinite(at) ? at : null;
}

async function noteCheck(db: Db, now: number): Promise<void> {
  const value = String(now);
  await db
    .insertInto('setting')
    .values({ name: CHECKED, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/** Checks now, and once a day for as long as the server runs; a check that fails is said, and made again the next day. */
export async function watchRetention(db: Db, days: number): Promise<void> {
  const check = () =>
    checkRetention(db, Date.now(), days).then(
      ({ erased }) => {
        if (erased.length > 0)
          console.log(`Erased ${erased.length} of the classes that ended more than ${days} days ago.`);
      },
      (problem: unknown) => console.error('What is old could not be erased today:', problem)
    );
  setInterval(() => void check(), DAY).unref();
  await check();
}
