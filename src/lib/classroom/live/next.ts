import type { Click } from './clicks.ts';
import { phaseAt, type LivePhase, type LiveStep } from './state.ts';

/** What an instructor may do next: one thing that leads, and the others. */

/** Something to do; `timed` where minutes to answer in go with it. */
export type Doing =
  | { says: string; click: Exclude<Click, { do: 'open' | 'again' }>; timed: false }
  | { says: string; click: { do: 'open' | 'again'; part: string }; timed: true };

export interface Next {
  leads: Doing;
  others: Doing[];
}

/** A phase, as the instructor reads it. */
export const PHASE_SAYS: Record<LivePhase, string> = {
  waiting: 'Not opened yet',
  open: 'Open: everybody answers alone',
  closed: 'Closed, nothing is shown yet',
  shown: 'What the class gave is shown',
  again: 'Open again: second answers',
  settled: 'Closed again',
  revealed: 'Key and reasons are shown'
};

/** What may be done at the step that everybody is at. */
export function nextOf(
  { at, steps }: { at: number; steps: readonly Pick<LiveStep, 'part' | 'phase' | 'until'>[] },
  now: number
): Next {
  const step = steps[at];
  const go = (says: string, to: number): Doing => ({ says, click: { do: 'go', to }, timed: false });
  const end: Doing = { says: 'End the session', click: { do: 'end' }, timed: false };
  if (!step) return { leads: go('Go to the first step', 0), others: [] };
  const { part } = step;
  const open = (says: string): Doing => ({ says, click: { do: 'open', part }, timed: true });
  const again: Doing = { says: 'Let them answer again', click: { do: 'again', part }, timed: true };
  const close: Doing = { says: 'Close the answers', click: { do: 'close', part }, timed: false };
  const show: Doing = { says: 'Show what the class gave', click: { do: 'show', part }, timed: false };
  const reveal: Doing = { says: 'Reveal key and reasons', click: { do: 'reveal', part }, timed: false };
  const onward = at + 1 < steps.length ? go('Next step', at + 1) : end;
  const back = at > 0 ? [go('Back one step', at - 1)] : [];
  const moves = [...back, ...(onward === end ? [] : [onward])];
  const of: Record<LivePhase, Next> = {
    waiting: { leads: open('Open for answers'), others: moves },
    open: { leads: close, others: moves },
    closed: { leads: show, others: [open('Open it again'), again, reveal, ...moves] },
    shown: { leads: again, others: [reveal, ...moves] },
    again: { leads: close, others: moves },
    settled: { leads: reveal, others: [again, ...moves] },
    revealed: { leads: onward, others: back }
  };
  return of[phaseAt(step, now)];
}
