import { isObject } from '$lib/exercises/parts/fitting.ts';
import { PATIENCE } from '$lib/classwork/wire.ts';
import type { Refusal, Which } from '$lib/classroom/saving.ts';
import { REFUSED } from '$lib/classwork/words.ts';
import type { Known } from '$lib/live/done.svelte.ts';
import type { StepData } from './step.server.ts';

/** What a learner's page asks of the server while it is open. Nothing of it throws. */

/**
 * The step that the learner is at.
 * @param at the part that they went to at their own pace
 * @returns `gone` where there is no such session any more, `unreached` where nothing of ours answered
 */
export async function askStep(
  home: string,
  at: string | null
): Promise<{ step: StepData | null } | 'signed-out' | 'gone' | 'unreached'> {
  try {
    const response = await fetch(`${home}step${at ? `?at=${encodeURIComponent(at)}` : ''}`, {
      signal: AbortSignal.timeout(PATIENCE)
    });
    if (response.status === 401) return 'signed-out';
    const said: unknown = response.ok || response.status === 404 ? await response.json() : null;
    // A network that stands before ours has a 404 of its own.
    if (response.status === 404) return isObject(said) && said.refused === 'unknown' ? 'gone' : 'unreached';
    // It is made by the same code that shows it.
    return isObject(said) && 'step' in said ? { step: said.step as StepData | null } : 'unreached';
  } catch {
    return 'unreached';
  }
}

/** Says that the learner is done with an answer as this device has it, or not after all. */
export async function sayDone(
  home: string,
  which: Which,
  { done, revision }: { done: boolean; revision: number }
): Promise<Known> {
  try {
    const response = await fetch(`${home}done`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...which, done, revision }),
      signal: AbortSignal.timeout(PATIENCE)
    });
    const said: unknown = await response.json();
    if (!isObject(said)) return null;
    if (said.is === 'newer') return 'newer';
    if (said.is === 'refused') return isRefusal(said.why) ? { refused: said.why } : null;
    return said.is === 'done' && typeof said.done === 'boolean' ? said.done : null;
  } catch {
    return null;
  }
}

const isRefusal = (why: unknown): why is Refusal => typeof why === 'string' && Object.hasOwn(REFUSED, why);
