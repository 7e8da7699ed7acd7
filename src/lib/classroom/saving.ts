import { z } from 'zod';
import type { Scored } from '../exercises/define.ts';
import { Id } from './ids.ts';

/** An answer on its way from a learner's browser to the server, and what the server says to it. */

/** The longest body of a request, in bytes: some ten times what marking every word of the longest text needs. */
export const MOST_BYTES = 256 * 1024;

/** Which answer: of which work, to which version of the exercise of which part. */
export const Which = z.strictObject({ work: Id, part: Id, version: Id });
export type Which = z.infer<typeof Which>;

export const Save = Which.extend({
  answer: z.unknown(),
  /** The revision that the answer was made from; 0 where none was saved. */
  base: z.int().nonnegative(),
  /** Deliveries of the same page that were sent before this one and not acknowledged yet. */
  after: z.array(Id).max(20),
  /** Drawn by the sender for this answer: the same again is not saved twice. */
  delivery: Id
});
export type Save = z.infer<typeof Save>;

export const Check = Which.extend({ revision: z.int().positive() });
export type Check = z.infer<typeof Check>;

/** An answer as it is stored. */
export interface Stored {
  answer: unknown;
  revision: number;
  delivery: string;
  savedAt: number;
}

/** Why an answer is not taken. */
export type Refusal =
  /** Nobody is in the class on this device any more. */
  | 'signed-out'
  /** There is no such work, or none of this learner. */
  | 'unknown'
  | 'handed-in'
  /** The time limit ran out, or the assignment closed. */
  | 'over'
  /** The instructor archived the assignment, or ended the class: it may be opened again. */
  | 'archived'
  | 'ended'
  /** In a live session: the learner was taken out. They may be let in again. */
  | 'out'
  /** In a live session: what others gave was shown meanwhile, or the session is over. */
  | 'gone-on'
  | 'session-over'
  /** It was checked, and stands. */
  | 'checked'
  /** It is no answer to this exercise. */
  | 'unfit'
  /** It is not what this server understands. */
  | 'malformed'
  | 'too-large';

export type SaveOutcome =
  | { is: 'saved'; revision: number; savedAt: number }
  /** Another answer was saved since the one that this was made from. */
  | ({ is: 'conflict' } & Stored)
  | { is: 'refused'; why: Refusal };

export type CheckOutcome =
  | { is: 'checked'; verdict: Scored }
  | ({ is: 'conflict' } & Stored)
  /** `later`: the key is not shown yet, so there is nothing to check. */
  | { is: 'refused'; why: Refusal | 'later' };
