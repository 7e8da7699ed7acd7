import { z } from 'zod';
import { Id } from '../ids.ts';

export * from './rules.ts';

/**
 * Where a live session stands: one value, the same for the server, the instructor and the learners. It changes by the
 * clicks of the instructors alone (`clicks.ts`); who is in, and what they answered, are rows beside it. Pure: times are
 * milliseconds since 1970 by the server's clock, and `now` is handed in.
 */

const Time = z.int().nonnegative();

/** A stretch of a text that the instructor points at. */
export const Pointed = z.strictObject({
  source: z.string().regex(/^[0-9a-z-]{1,100}$/),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** The unit that is meant, of all that stand there. */
  unit: z
    .string()
    .regex(/^\S{1,200}$/)
    .optional()
});
export type Pointed = z.infer<typeof Pointed>;

/**
 * What is done with a step. `open`: everybody answers alone. `closed`: no more, and nothing is shown yet. `shown`: what
 * the class gave stands over the text, and is talked about; after a second round, what it gave then. `again`, `settled`: the
 * same once more, with what was said in mind; where nothing was shown before, nothing is shown by it. `revealed`: key and
 * reasons, and how the answers changed.
 */
export const PHASES = ['waiting', 'open', 'closed', 'shown', 'again', 'settled', 'revealed'] as const;
export type LivePhase = (typeof PHASES)[number];

/** Answers given alone, and those given after the class had talked. */
export type Round = 1 | 2;

export const LiveStep = z.strictObject({
  part: Id,
  phase: z.enum(PHASES),
  /** When the time that was given for answering is over; `null`: until it is closed. */
  until: Time.nullable(),
  /** Learners who have longer than that, or than everybody. */
  longer: z.record(Id, Time),
  /** Whether there was a second round. */
  twice: z.boolean(),
  /** Whether anything of what the class gave was shown: from then on no first answer is one that was given alone. */
  seen: z.boolean(),
  pointed: Pointed.nullable(),
  /** When it was opened for the answers that are given now, or were given last. */
  openedAt: Time.nullable().default(null),
  /** When the answers that were given last were closed; `null` while they are open, and before. */
  closedAt: Time.nullable().default(null),
  /** What the wall stands at: turned to by itself, or with what was pointed at last; `null`: the top of the step. */
  turned: Pointed.nullable().default(null)
});
export type LiveStep = z.infer<typeof LiveStep>;

export const LiveState = z.strictObject({
  steps: z.array(LiveStep).min(1).max(100),
  /** The step that everybody is at; -1 before the first. */
  at: z.int().min(-1),
  /** Whether the names of who is in stand on the wall. */
  names: z.boolean(),
  /** Whether nobody new may come in. Who was in comes back all the same. */
  shut: z.boolean(),
  /** `own`: learners go through the open steps as they like. */
  pace: z.enum(['together', 'own']),
  /** Learners who were taken out. */
  out: z.array(Id),
  endedAt: Time.nullable(),
  /** Whether the wall shows the way in, in place of the step. Learners go on with the step. */
  wayIn: z.boolean().default(false)
});
export type LiveState = z.infer<typeof LiveState>;

/** A session that is about to begin with these parts. */
export const newSession = (parts: readonly string[]): LiveState => ({
  steps: parts.map((part) => ({
    ...{ part, phase: 'waiting' as const, until: null, longer: {}, twice: false, seen: false, pointed: null },
    ...{ openedAt: null, closedAt: null, turned: null }
  })),
  ...{ at: -1, names: false, shut: false, pace: 'together', out: [], endedAt: null, wayIn: false }
});

/** The state without any trace of a learner who is erased. */
export function without(state: LiveState, learner: string): LiveState {
  return {
    ...state,
    out: state.out.filter((id) => id !== learner),
    steps: state.steps.map((step) => ({
      ...step,
      longer: Object.fromEntries(Object.entries(step.longer).filter(([id]) => id !== learner))
    }))
  };
}
