import type { LivePhase, LiveState, LiveStep, Round } from './state.ts';

/** What may be done where a live session stands. Pages of learners load this: it comes without the schemas. */

/** The phase as it is for everybody: where the time is over, it is closed, whoever clicks when. */
export function phaseAt({ phase, until }: Pick<LiveStep, 'phase' | 'until'>, now: number): LivePhase {
  if (until === null || now < until) return phase;
  return phase === 'open' ? 'closed' : phase === 'again' ? 'settled' : phase;
}

/** When the answers that were given last were closed, by a click or because the time was over; `null` while they are open, and before. */
export function closedSince(
  { phase, until, closedAt }: Pick<LiveStep, 'phase' | 'until' | 'closedAt'>,
  now: number
): number | null {
  if (phase !== 'open' && phase !== 'again') return closedAt;
  return until !== null && now >= until ? until : null;
}

/** The round that is under way, or whose answers were given last; `null` before the first. */
export function roundOf({ phase, twice }: Pick<LiveStep, 'phase' | 'twice'>): Round | null {
  if (phase === 'waiting') return null;
  return twice ? 2 : 1;
}

/** Until when a learner may answer; `null` with no end, 0 where it is over or has not begun. */
export function answersUntil(
  step: Pick<LiveStep, 'phase' | 'until' | 'longer'>,
  learner: string,
  now: number
): number | null {
  const phase = phaseAt(step, now);
  if (phase === 'open' || phase === 'again')
    return step.until === null ? null : Math.max(step.until, step.longer[learner] ?? 0);
  const longer = step.longer[learner] ?? 0;
  return (phase === 'closed' || phase === 'settled') && now < longer ? longer : 0;
}

/** When the time of a step, or of a learner at it, is over next; `Infinity` where none runs. */
export const nextEnd = ({ steps }: LiveState, now: number): number =>
  Math.min(
    ...steps
      .flatMap(({ until, longer }) => [until ?? now, ...Object.values(longer)])
      .filter((time) => time > now)
  );

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

/** Milliseconds after the end of a session in which answers are taken that were given before it. */
export const LATE = 10_000;

/**
 * Whether the server still takes an answer to a round. An answer that was given in time may come late, over a line that
 * broke: it is taken until anything of what others gave in that round is shown, and for a moment after the end.
 */
export function takesAnswer(
  { endedAt, out }: LiveState,
  { phase, seen }: LiveStep,
  learner: string,
  round: Round,
  now: number
): boolean {
  if (out.includes(learner) || (endedAt !== null && now >= endedAt + LATE)) return false;
  return round === 1 ? phase !== 'waiting' && !seen : phase === 'again' || phase === 'settled';
}

/** Whether what the class gave in the first round may be seen by everybody. */
export const isShown = ({ seen }: Pick<LiveStep, 'seen'>): boolean => seen;

/** The same of the second round: not while the class answers again, where it was shown before as well. */
export const isShownTwice = ({ phase, twice }: Pick<LiveStep, 'phase' | 'twice'>): boolean =>
  twice && (phase === 'shown' || phase === 'revealed');

export const isRevealed = ({ phase }: Pick<LiveStep, 'phase'>): boolean => phase === 'revealed';
