import type { UnitCount } from '../define.ts';

/**
 * Whether a reading is given by half, so that it is neither the key's nor another. What can no longer become the key's
 * reading is another one already: plain wording that is called a device, whichever.
 * @param expected what the key has; without one, whatever is owed counts
 */
export const isHalf = (
  { becomes }: Pick<UnitCount['readings'][number], 'becomes'>,
  expected?: string | null
): boolean => becomes !== undefined && (becomes === 'any' || expected == null || becomes.includes(expected));
