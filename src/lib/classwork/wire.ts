import type { Check, CheckOutcome, Refusal, Save, SaveOutcome, Stored } from '../classroom/saving.ts';
import { isObject } from '../exercises/parts/fitting.ts';
import type { Scored } from '../exercises/define.ts';

/** What goes between a learner's browser and the server while an assignment is done. */

/** Nothing of ours answered: no connection, a server that is being restarted, or a network that wants a password first. */
export type Unreached = 'unreached';

export interface Wire {
  /** @param last whether the page is about to go: then it is sent without waiting for an answer */
  save(save: Save, last: boolean): Promise<SaveOutcome | Unreached>;
  check(check: Check): Promise<CheckOutcome | Unreached>;
}

/**
 * How long an answer is waited for, in milliseconds: a line that is dead says nothing, and what is sent twice is saved
 * once.
 */
export const PATIENCE = 10_000;

/** What browsers send of a page that is gone: 64 KiB, with all that goes with it. */
const MOST_LAST = 60_000;

/** @param at the address of the assignment, with a slash at its end */
export function wireTo(at: string, fetch: typeof globalThis.fetch): Wire {
  const post = async (path: string, body: unknown, last: boolean): Promise<unknown> => {
    const text = JSON.stringify(body);
    try {
      const response = await fetch(at + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: text,
        ...(last ? {} : { signal: AbortSignal.timeout(PATIENCE) }),
        keepalive: last && text.length < MOST_LAST
      });
      return response.status >= 500 ? null : ((await response.json()) as unknown);
    } catch {
      return null;
    }
  };
  return {
    async save(save, last) {
      const said = await post('save', save, last);
      return savedBy(said) ?? conflictBy(said) ?? refusedBy(said) ?? 'unreached';
    },
    async check(check) {
      const said = await post('check', check, false);
      return checkedBy(said) ?? conflictBy(said) ?? refusedBy(said) ?? 'unreached';
    }
  };
}

function savedBy(said: unknown): SaveOutcome | null {
  if (!isObject(said) || said.is !== 'saved') return null;
  const { revision, savedAt } = said;
  return typeof revision === 'number' && typeof savedAt === 'number'
    ? { is: 'saved', revision, savedAt }
    : null;
}

function conflictBy(said: unknown): ({ is: 'conflict' } & Stored) | null {
  if (!isObject(said) || said.is !== 'conflict' || !('answer' in said)) return null;
  const { answer, revision, delivery, savedAt } = said;
  return typeof revision === 'number' && typeof savedAt === 'number' && typeof delivery === 'string'
    ? { is: 'conflict', answer, revision, delivery, savedAt }
    : null;
}

const REFUSALS: readonly (Refusal | 'later')[] = [
  ...(['signed-out', 'unknown', 'handed-in', 'over', 'archived', 'ended'] as const),
  ...(['out', 'gone-on', 'session-over'] as const),
  ...(['checked', 'unfit', 'malformed', 'too-large', 'later'] as const)
];

function refusedBy<Why extends Refusal | 'later'>(said: unknown): { is: 'refused'; why: Why } | null {
  if (!isObject(said) || said.is !== 'refused') return null;
  const why = REFUSALS.find((each) => each === said.why);
  return why ? { is: 'refused', why: why as Why } : null;
}

function checkedBy(said: unknown): CheckOutcome | null {
  if (!isObject(said) || said.is !== 'checked' || !isObject(said.verdict)) return null;
  const { verdict } = said;
  // It is made by the same code that shows it, and is never kept.
  return verdict.status === 'scored' ? { is: 'checked', verdict: verdict as unknown as Scored } : null;
}
