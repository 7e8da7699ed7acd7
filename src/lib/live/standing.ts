import { answersUntil, phaseAt, roundOf } from '../classroom/live/rules.ts';
import type { LivePhase, Round } from '../classroom/live/state.ts';
import type { LearnerView, StepView } from '../classroom/live/views.ts';

/** Where a learner is in a session, worked out of what their device was told: pure, and the same after each reload. */

/** A step as the learner has it. `open` and `again` are as long as this learner may answer: some have longer. */
export interface AtStep {
  is: 'step';
  part: string;
  /** From 1. */
  number: number;
  of: number;
  phase: LivePhase;
  round: Round | null;
  /** Until when they may answer, by the server's clock; `null`: until it is closed, or nothing may be answered. */
  until: number | null;
  /** Whether everybody is here. */
  present: boolean;
  pointed: StepView['pointed'];
}

export type Standing = { is: 'lobby' } | { is: 'out' } | { is: 'ended' } | AtStep;

/**
 * @param now by the server's clock
 * @param chosen the step that a learner went to at their own pace
 */
export function standingAt({ common, own }: LearnerView, now: number, chosen: string | null): Standing {
  if (own.out) return { is: 'out' };
  if (common.endedAt !== null) return { is: 'ended' };
  const there = common.pace === 'own' ? openedSteps(common).find(({ part }) => part === chosen) : undefined;
  const step = there ?? common.steps[common.at];
  if (!step) return { is: 'lobby' };
  const { part, pointed } = step;
  const longer = own.longer[part];
  const until = answersUntil({ ...step, longer: longer === undefined ? {} : { me: longer } }, 'me', now);
  const phase = phaseAt(step, now);
  const stillOpen = until !== 0 && (phase === 'closed' || phase === 'settled');
  return {
    ...{ is: 'step', part, pointed, number: common.steps.indexOf(step) + 1, of: common.steps.length },
    phase: stillOpen ? (phase === 'closed' ? 'open' : 'again') : phase,
    round: roundOf(step),
    until: until === 0 ? null : until,
    present: common.steps[common.at] === step
  };
}

/** The steps that a learner may go to at their own pace, in their order: those that were opened. */
export const openedSteps = ({ steps }: LearnerView['common']): StepView[] =>
  steps.filter(({ phase }) => phase !== 'waiting');

/** Whether answers are given now. */
export const answers = (phase: LivePhase): phase is 'open' | 'again' => phase === 'open' || phase === 'again';

/** Whether an answer to a step may still be taken, as far as a page knows: the server says so in the end. */
export function mayTake(
  { steps, endedAt }: LearnerView['common'],
  part: string,
  round: Round | null
): boolean {
  const step = steps.find((each) => each.part === part);
  if (!step || endedAt !== null) return false;
  return round === 2 ? answers(step.phase) || step.phase === 'settled' : !step.seen;
}

/** What a page has to have asked for to show where a learner is: when it changes, it asks anew. */
export function wantedFor(standing: Standing): string {
  if (standing.is !== 'step') return standing.is;
  const { part, phase, round } = standing;
  if (phase === 'waiting') return `${part} waiting`;
  // With what the class gave comes the class's text, with the key the verdict.
  const told = phase === 'revealed' ? 'revealed' : phase === 'shown' ? 'shown' : '';
  return `${part} ${round} ${told}`.trim();
}

/** What is said when a learner comes to stand somewhere else; empty where it needs no words. */
export function saidOf(standing: Standing, before: Standing | null): string {
  if (standing.is === 'lobby') return before ? 'Everybody waits for the first exercise.' : '';
  if (standing.is === 'ended') return 'The session has ended.';
  if (standing.is === 'out') return 'Your instructor took you out of this session.';
  const { number, of, phase } = standing;
  const other = before?.is !== 'step' || before.part !== standing.part;
  return `${other ? `Exercise ${number} of ${of}. ` : ''}${SAYS[phase]}`;
}

const SAYS: Record<LivePhase, string> = {
  waiting: 'It opens in a moment.',
  open: 'You can answer now.',
  closed: 'Answers are closed. Look up front.',
  shown: 'What the class gave is shown now.',
  again: 'You can answer once more. You begin with your first answer.',
  settled: 'Answers are closed. Look up front.',
  revealed: 'The key and its reasons are shown now.'
};
