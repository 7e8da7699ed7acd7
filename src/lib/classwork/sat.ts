import type { Stored, Which } from '../classroom/saving.ts';
import type { PublicExercise, Session } from '../exercises/context.ts';
import type { Scored } from '../exercises/define.ts';
import type { Store } from '../progress/store.ts';
import type { Wire } from './wire.ts';

/** What a session needs of the world. */
export interface World {
  store: Store;
  wire: Wire;
  now: () => number;
  /** Calls back after so many milliseconds. @returns what takes that back */
  after: (milliseconds: number, call: () => void) => () => void;
  tell: (message: string) => void;
}

/** An exercise of a work, as the server sent it. */
export interface Sat {
  place: Which;
  /** Whether it is the part's own exercise, or the one that stands in for it. */
  as: 'own' | 'instead';
  exercise: PublicExercise;
  blank: unknown;
  /** Whether a value is an answer to it. */
  fits: (answer: unknown) => boolean;
  checks: Session['checks'];
  saved: Stored | null;
  /** Where it was checked and may be seen. */
  verdict: Scored | null;
}
