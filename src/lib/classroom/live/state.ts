import { z } from 'zod';

/**
 * Where a live session stands: one value, the same for the server, the instructor and the learners. It changes by the
 * clicks of the instructors alone (`clicks.ts`); who is in, and what they answered, are rows beside it. Pure: times are
 * milliseconds since 1970 by the server's clock, and `now` is handed in.
 */

const Id = z.string().regex(/^[0-9a-z]{1,40}$/);
const Time = z.int().nonnegative();

/** A stretch of a text that the instructor points at. */
export const Pointed = z.strictObject({
  source: z.string().max(100),
  start: z.int().nonnegative(),
  end: z.int().nonnegative()
});
export type Pointed = z.infer<typeof Pointed>;

/**
 * What is done with a step. `open`: everybody answers alone. `closed`: no more, and nothing is shown yet. `shown`: what
 * the class gave stands over the text, and is talked about. `again`, `settled`: the same once more, with what was said in
 * mind. `revealed`: key and reasons, and how the answers changed.
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
  pointed: Pointed.nullable()
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
  endedAt: Time.nullable()
});
export type LiveState = z.infer<typeof LiveState>;

/** A session that is about to begin with these parts. */
export const newSession = (parts: readonly string[]): LiveState => ({
  steps: parts.map((part) => ({
    ...{ part, phase: 'waiting' as const, until: null, longer: {}, twice: false, pointed: null }
  })),
  ...{ at: -1, names: false, shut: false, pace: 'together', out: [], endedAt: null }
});

/** The phase as it is for everybody: where the time is over, it is closed, whoever clicks when. */
export function phaseAt({ phase, until }: Pick<LiveStep, 'phase' | 'until'>, now: number): LivePhase {
  if (until === null || now < until) return phase;
  return phase === 'open' ? 'closed' : phase === 'again' ? 'settled' : phase;
}

/** The round that is under way, or whose answers were given last; `null` before the first. */
export function roundOf({ phase, twice }: Pick<LiveStep, 'phase' | 'twice'>): Round | null {
  if (phase === 'waiting') return null;
  return twice ? 2 : 1;
}

/** Until when a learner may answer; `null` with no end, 0 where it is over or has not begun. */
export function answersUntil(step: LiveStep, learner: string, now: number): number | null {
  const phase = phaseAt(step, now);
  if (phase === 'open' || phase === 'again')
    return step.until === null ? null : Math.max(step.until, step.longer[learner] ?? 0);
  const longer = step.longer[learner] ?? 0;
  return (phase === 'closed' || phase === 'settled') && now < longer ? longer : 0;
}

/** Whether the page of a learner lets them change their answer. */
export function mayAnswer(state: LiveState, step: LiveStep, learner: string, now: number): boolean {
  return (
    state.endedAt === null &&
    !state.out.includes(learner) &&
    isReached(state, step) &&
    answersUntil(step, learner, now) !== 0
  );
}

/** Whether a learner may be at a step: the one that everybody is at, or any that was opened where the pace is their own. */
export const isReached = (state: LiveState, step: LiveStep): boolean =>
  state.steps[state.at]?.part === step.part || (state.pace === 'own' && step.phase !== 'waiting');

/**
 * Whether the server still takes an answer to a round. An answer that was given in time may come late, over a line that
 * broke: it is taken until anything of what others gave is shown.
 */
export function takesAnswer(state: LiveState, step: LiveStep, learner: string, round: Round): boolean {
  if (state.endedAt !== null || state.out.includes(learner)) return false;
  return round === 1
    ? step.phase === 'open' || step.phase === 'closed'
    : step.phase === 'again' || step.phase === 'settled';
}

/** Whether what the class gave in the first round may be seen by everybody. */
export const isShown = ({ phase }: Pick<LiveStep, 'phase'>): boolean =>
  ['shown', 'again', 'settled', 'revealed'].includes(phase);

export const isRevealed = ({ phase }: Pick<LiveStep, 'phase'>): boolean => phase === 'revealed';

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
