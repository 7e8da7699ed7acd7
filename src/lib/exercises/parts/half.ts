import type { Half, Progress } from '../define.ts';

/** What is half answered: counted, said, and told from what parts from the key. */

/**
 * Counts what is half answered, by what is owed.
 * @param owed of each answer what is owed, in words; '' of one that is whole, or not begun
 */
export function halves(owed: Iterable<string>): Half[] {
  const counts = new Map<string, number>();
  for (const one of owed) if (one) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].map(([owed, count]) => ({ count, owed }));
}

/** What is owed, each with how often: "this for 3, that for 1"; '' where nothing is half answered. */
export const saidHalf = (half: readonly Half[]): string =>
  half.map(({ count, owed }) => `${owed} for ${count}`).join(', ');

/** How many have nothing given for them yet, not even half; `null` where saying it would give something away. */
export const stillOpen = ({ given, of, half = [] }: Progress): number | null =>
  of === null ? null : of - given - half.reduce((sum, { count }) => sum + count, 0);
