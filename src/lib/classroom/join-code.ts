/** How long the code of a class lets anybody in. Pure: times are milliseconds since 1970, and the clock is handed in. */

const DAY = 86_400_000;

/** Days for which a join code works that was made or kept today. */
export const JOIN_CODE_DAYS = 30;

/** Until when a code works that is made or kept now: to the end of a day (UTC), since pages show the day. */
export const worksUntil = (now: number): number => (Math.floor(now / DAY) + JOIN_CODE_DAYS + 1) * DAY - 1;

/** Whether a code lets somebody in. @param until `null`: there is none, or nobody has given it a date */
export const stillWorks = (until: number | null, now: number): boolean => until !== null && now <= until;

/** Whether it runs out within a day: what begins now may last longer than it. */
export const isRunningOut = (until: number | null, now: number): boolean => !stillWorks(until, now + DAY);
