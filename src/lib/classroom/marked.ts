import { z } from 'zod';

/** What is kept of a verdict with a score: enough for results and item analysis without checking again. */

const Count = z.int().nonnegative();

/** What became of one item: whether learner and key agree (`null`: contested, in no score), and what was given. */
export const MarkedItem = z.strictObject({
  id: z.string(),
  agrees: z.boolean().nullable(),
  given: z.string().nullable(),
  expected: z.string().nullable(),
  /** How sure the learner was, 0 to 1, where that was said. */
  sure: z.number().min(0).max(1).nullable(),
  /** Whether the instructor accepted what was given, against the key. */
  accepted: z.boolean()
});
export type MarkedItem = z.infer<typeof MarkedItem>;

export const Marked = z.strictObject({
  /** Corrected for chance and uncut. */
  score: z.number(),
  answered: z.strictObject({ given: Count, of: Count }),
  detection: z
    .strictObject({
      signal: z.string(),
      hits: Count,
      signals: Count,
      falseAlarms: Count,
      noise: Count,
      apart: z.number(),
      tendency: z.number()
    })
    .nullable(),
  calibration: z
    .strictObject({ brier: z.number(), items: Count, meanSure: z.number(), shareRight: z.number() })
    .nullable(),
  items: z.array(MarkedItem)
});
export type Marked = z.infer<typeof Marked>;
