/**
 * When a class that ended is erased by itself. Pure: times are milliseconds since 1970, and the clock is handed in,
 * because it may be wrong: one that stands far ahead for a moment erases nothing.
 */

const DAY = 86_400_000;

/** Days after the end of a class for which it is kept, where nothing else is configured. */
export const RETENTION_DAYS = 400;
/** For so many days, at least, the pages of a class say that it will be erased. */
export const NOTICE_DAYS = 30;
/** And for so many after a time without any check, during which nobody could have read it. */
const SECOND_NOTICE_DAYS = 7;

export interface Kept {
  endedAt: number | null;
  /** Since when its pages say it. */
  announcedAt: number | null;
}

/** When a class is erased, once that is announced; `null` before. */
export function erasedOn({ endedAt, announcedAt }: Kept, days: number): number | null {
  if (endedAt === null || announcedAt === null) return null;
  return Math.max(endedAt + days * DAY, announcedAt + NOTICE_DAYS * DAY);
}

/** What a check finds. */
export interface Check {
  now: number;
  /** When it was checked before this; `null`: never. */
  before: number | null;
  /** How long classes are kept after they ended. */
  days: number;
}

/** Whether what happened before a check is not known: none was made for long, or only by a clock that stood ahead. */
export const isBlind = ({ now, before }: Check): boolean =>
  before === null || before > now || now - before >= NOTICE_DAYS * DAY;

/**
 * What becomes of a class at a check: since when its erasure counts as announced, and whether it is erased now.
 *
 * An announcement from the future was made by a clock that stood ahead: it counts from now. Where the last check is as
 * long ago as a notice is long, either nobody was served meanwhile or the clock has jumped: a second notice is given.
 * So nothing is erased unless checks, none further apart than that, have seen the notice stand for a week.
 */
export function retain(kept: Kept, check: Check): { announcedAt: number | null; erase: boolean } {
  const { now, days } = check;
  if (kept.endedAt === null || now < kept.endedAt + (days - NOTICE_DAYS) * DAY)
    return { announcedAt: null, erase: false };
  let announcedAt = Math.min(kept.announcedAt ?? now, now);
  if (isBlind(check)) announcedAt = Math.max(announcedAt, now - (NOTICE_DAYS - SECOND_NOTICE_DAYS) * DAY);
  return { announcedAt, erase: now >= erasedOn({ ...kept, announcedAt }, days)! };
}
