import { z } from 'zod';

/** What a rescoring is stored as, and what is said of it. */

const Version = z.string();

export const Plan = z.strictObject({
  /** Exercises whose marks are worked out again: what is pinned, and the version whose key is to count. */
  parts: z.array(z.strictObject({ part: z.string(), from: Version, to: Version })),
  /** The accepted readings of those parts, as they stood: those that count afterwards, and those that leave. */
  accepted: z.array(z.strictObject({ id: z.string(), leaves: z.boolean() }))
});
export type Plan = z.infer<typeof Plan>;

const Count = z.int().nonnegative();
export const Outcome = z.strictObject({
  /** Marks that were worked out, and those that come out otherwise. */
  marks: Count,
  changed: Count,
  /** Of those, by points that a page shows. */
  up: Count,
  down: Count
});
export type Outcome = z.infer<typeof Outcome>;

/** Why a preview cannot be applied: what it was made of is not so any more, or it is not whole yet. */
export type RescoringRefusal = 'marks-changed' | 'keys-changed' | 'not-ready' | 'gone';

/** How many marks lie in each tenth of 0 to 100; 100 itself is in the last. */
export function spread(marks: readonly number[]): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const mark of marks) counts[Math.min(9, Math.max(0, Math.floor(mark / 10)))]! += 1;
  return counts;
}
