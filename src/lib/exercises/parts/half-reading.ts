import type { Becomes, UnitCount } from '../define.ts';

/**
 * Whether a reading is half answered, so that it is neither the key's nor another. What can no longer become the key's
 * reading is another one already, however little was said.
 * @param becomes what halves can still become; see `ClassCounts.becomes`
 * @param expected what the key has; without one, whatever is owed counts
 */
export const isHalf = (
  { half }: Pick<UnitCount['readings'][number], 'half'>,
  becomes: Becomes = 'any',
  expected?: string | null
): boolean => half === true && (becomes === 'any' || expected == null || becomes.includes(expected));
