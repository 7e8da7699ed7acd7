import { z } from 'zod';
import { Id } from '../../text/annotation.ts';

/** The shapes that items, keys and answers of every type are made of. */

export const Offset = z.int().nonnegative();
export const Place = z.strictObject({ source: Id, start: Offset, end: Offset, quote: z.string() });
export const Range = z.strictObject({ start: Offset, end: Offset });
export const Passage = z.strictObject({
  source: Id,
  text: z.string(),
  primary: z.boolean(),
  folds: z.array(z.strictObject({ start: Offset, end: Offset, describes: z.string() }))
});

export const Contested = z
  .strictObject({
    undecided: z.string(),
    readings: z.array(z.strictObject({ as: z.string(), reason: z.string() }))
  })
  .nullable();

/** A stretch of a text as an answer holds it. */
export const Stretch = z.strictObject({ source: Id, start: Offset, end: Offset, quote: z.string().min(1) });

/**
 * What an answer says by id. `z.record` reads the same of any JSON, and asks of every key whether it is one, which took up to
 * half the time of a verdict: any string is one here, and whether the exercise has it the checker says.
 */
export const byId = <Said extends z.ZodType>(said: Said) => z.object({}).catchall(said);
