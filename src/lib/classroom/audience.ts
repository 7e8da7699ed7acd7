import { z } from 'zod';

/** Whom an assignment is for: the whole class, with whoever joins it later; or chosen learners of it, and nobody else. */

/** As many as a class has learners at most. */
export const MOST_CHOSEN = 1000;

/** The id of a learner, as a form names it. */
export const LearnerId = z.string().regex(/^[a-z0-9-]{1,40}$/);

export const Audience = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('class') }),
  z.strictObject({ of: z.literal('chosen'), learners: z.array(LearnerId).max(MOST_CHOSEN) })
]);
export type Audience = z.infer<typeof Audience>;

export const WHOLE_CLASS: Audience = { of: 'class' };

/** Whether an assignment is for a learner of its class. Who has begun it may go on in any case. */
export const isFor = (audience: Audience, learner: string): boolean =>
  audience.of === 'class' || audience.learners.includes(learner);

/** Whether two are the same, in whatever order they name learners. */
export function isSame(a: Audience, b: Audience): boolean {
  if (a.of !== 'chosen' || b.of !== 'chosen') return a.of === b.of;
  return new Set(a.learners).symmetricDifference(new Set(b.learners)).size === 0;
}
