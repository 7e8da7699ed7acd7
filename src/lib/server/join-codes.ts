import type { Kysely, Transaction } from 'kysely';
import { isRunningOut, JOIN_CODE_DAYS, stillWorks, worksUntil } from '../classroom/join-code.ts';
import { audit, type Audited } from './audit.ts';
import type { Database, Row } from './db/schema.ts';
import { newCode, shownCode } from './ids.ts';
import type { By } from './roster.ts';

/** The codes with which learners join: how they are shown, kept and made. That who asks may do it, callers have seen to. */

type Db = Kysely<Database>;

/** What instructors change of a code, and how the history of the class says it. */
export const CODE_CHANGES = {
  kept: `Let the join code work for ${JOIN_CODE_DAYS} more days.`,
  code: 'Made another join code.'
} as const;

/** The way into a class, as its instructors see it. */
export interface Door {
  /** `null` in a class that nobody joins. */
  code: string | null;
  shut: boolean;
  /** Until when the code works, to the end of that day (UTC). */
  until: number | null;
  /** Whether that is past: the code lets nobody in. */
  over: boolean;
}

type Of = Pick<Row<'class'>, 'join_code' | 'door_shut_at' | 'join_code_expires_at'>;

export const doorOf = (row: Of, now: number): Door => ({
  code: row.join_code === null ? null : shownCode(row.join_code),
  shut: row.door_shut_at !== null,
  until: row.join_code_expires_at,
  over: row.join_code !== null && !stillWorks(row.join_code_expires_at, now)
});

/** Whether anybody gets in with the code. */
export const isOpen = ({ code, shut, over }: Door): boolean => code !== null && !shut && !over;

/** A code and until when it works: what a new class has, and one whose old code is to be of no use any more. */
export const freshCode = (now: number) => ({ join_code: newCode(), join_code_expires_at: worksUntil(now) });

/** A live session begins: a code that has run out, or will within the day, works for as long as a new one. */
export async function keepForLive(tx: Transaction<Database>, by: By): Promise<void> {
  const row = await tx
    .selectFrom('class')
    .select(['join_code', 'join_code_expires_at'])
    .where('id', '=', by.classId)
    .executeTakeFirstOrThrow();
  await keep(tx, row, by, 'Started a live session');
}

/**
 * The same while somebody is in a session that runs: it may have begun long ago, and its wall and its instructor show
 * the code.
 * @param live id of a session
 */
export async function keepWhileLive(db: Db, live: string, now: number): Promise<void> {
  const row = await db
    .selectFrom('live')
    .innerJoin('class', 'class.id', 'live.class_id')
    .select(['class.id', 'class.join_code', 'class.join_code_expires_at'])
    .where('live.id', '=', live)
    .where('live.ended_at', 'is', null)
    .executeTakeFirst();
  if (!row || !runsOut(row, now)) return;
  const by = { classId: row.id, by: 'system', now };
  await db.transaction().execute((tx) => keep(tx, row, by, 'A live session runs'));
}

type Dated = Pick<Row<'class'>, 'join_code' | 'join_code_expires_at'>;

const runsOut = ({ join_code, join_code_expires_at }: Dated, now: number): boolean =>
  join_code !== null && isRunningOut(join_code_expires_at, now);

async function keep(tx: Transaction<Database>, row: Dated, { classId, by, now }: By, why: string) {
  if (!runsOut(row, now)) return;
  const { numUpdatedRows } = await tx
    .updateTable('class')
    .set({ join_code_expires_at: worksUntil(now) })
    .where('id', '=', classId)
    .where('join_code', '=', row.join_code)
    .where((eb) =>
      row.join_code_expires_at === null
        ? eb('join_code_expires_at', 'is', null)
        : eb('join_code_expires_at', '=', row.join_code_expires_at)
    )
    .executeTakeFirst();
  // Somebody else has just changed it.
  if (numUpdatedRows === 0n) return;
  const detail = `${why}: the join code works for ${JOIN_CODE_DAYS} more days.`;
  await audit(tx, { classId, actor: by, what: 'code-kept-live', detail, at: now });
}

/** When a live session last kept the code, where nothing else has changed it since; else `null`. */
export async function keptForLive(db: Db, classId: string): Promise<number | null> {
  const lines = await db
    .selectFrom('audit')
    .where('class_id', '=', classId)
    .where('what', 'in', ['code-kept-live', 'code-changed'])
    .groupBy('what')
    .select('what')
    .select((row) => row.fn.max('at').as('at'))
    .execute();
  const last = (what: Audited) => Number(lines.find((line) => line.what === what)?.at ?? 0);
  const kept = last('code-kept-live');
  return kept > last('code-changed') ? kept : null;
}
