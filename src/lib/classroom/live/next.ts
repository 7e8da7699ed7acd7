import type { Click } from './clicks.ts';
import { phaseAt, type LivePhase, type LiveStep } from './state.ts';

/** What an instructor may do next: one thing that leads, what else is likely beside it, and what is rare. */

/** Something to do; `timed` where minutes to answer in go with it. */
export type Doing =
  | { says: string; click: Exclude<Click, { do: 'open' | 'again' }>; timed: false }
  | { says: string; click: { do: 'open' | 'again'; part: string }; timed: true };

export interface Next {
  leads: Doing;
  /** What is as sensible, and to be seen without looking for it. */
  beside: Doing[];
  others: Doing[];
}

const PHASE_SAYS: Record<LivePhase, string> = {
  waiting: 'Not opened yet',
  open: 'Open: everybody answers alone',
  closed: 'Closed, nothing is shown yet',
  shown: 'What the class gave is shown',
  again: 'Open again: second answers',
  settled: 'Closed again',
  revealed: 'Key and reasons are shown'
};

/** A phase, as the instructor reads it. @param twice whether there was a second round */
export const phaseSays = (phase: LivePhase, twice: boolean): string =>
  phase === 'shown' && twice ? 'What the class gave the second time is shown' : PHASE_SAYS[phase];

/** What may be done at the step that everybody is at. */
export function nextOf(
  { at, steps }: { at: number; steps: readonly Pick<LiveStep, 'part' | 'phase' | 'until' | 'twice'>[] },
  now: number
): Next {
  const step = steps[at];
  const go = (says: string, to: number): Doing => ({ says, click: { do: 'go', to }, timed: false });
  const end: Doing = { says: 'End the session', click: { do: 'end' }, timed: false };
  if (!step) return { leads: go('Go to the first step', 0), beside: [], others: [] };
  const { part, twice } = step;
  const open = (says: string): Doing => ({ says, click: { do: 'open', part }, timed: true });
  const again: Doing = { says: 'Let them answer again', click: { do: 'again', part }, timed: true };
  const close: Doing = { says: 'Close the answers', click: { do: 'close', part }, timed: false };
  const shows = twice ? 'Show the second answers' : 'Show what the class gave';
  const show: Doing = { says: shows, click: { do: 'show', part }, timed: false };
  const reveal: Doing = { says: 'Reveal key and reasons', click: { do: 'reveal', part }, timed: false };
  // Where all that comes after it is done already, it need not be gone through again.
  const last = steps.slice(at + 1).every(({ phase }) => phase === 'revealed');
  const jumped = steps.findIndex(({ phase }, i) => phase === 'waiting' && i !== at);
  // What was jumped over comes before the end, which stands beside it then.
  const rest = jumped < 0 ? end : go(`Go to step ${jumped + 1}, not opened yet`, jumped);
  const onward = last ? rest : go('Next step', at + 1);
  const back = at > 0 && !(last && jumped === at - 1) ? [go('Back one step', at - 1)] : [];
  const moves = [...back, ...(onward === end ? [] : [onward])];
  const of: Record<LivePhase, Next> = {
    waiting: { leads: open('Open for answers'), beside: [], others: moves },
    open: { leads: close, beside: [], others: moves },
    closed: { leads: show, beside: [again, reveal], others: [open('Open it again'), ...moves] },
    // Once what the class gave the second time is shown, the key is what is left to say.
    shown: { leads: twice ? reveal : again, beside: [twice ? again : reveal], others: moves },
    again: { leads: close, beside: [], others: moves },
    settled: { leads: reveal, beside: [show, again], others: moves },
    revealed: { leads: onward, beside: last && onward !== end ? [end] : [], others: back }
  };
  return of[phaseAt(step, now)];
}
