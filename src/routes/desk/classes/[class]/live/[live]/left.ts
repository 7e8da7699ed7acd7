/**
 * The time that is left to answer, in words: minutes and seconds.
 * @param until milliseconds since 1970; `null`: no end
 * @returns `null` where there is no end, or it is over
 */
export function leftOf(until: number | null, now: number): string | null {
  if (until === null || until <= now) return null;
  const seconds = Math.ceil((until - now) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left`;
}
