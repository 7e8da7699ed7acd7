import type { Refusal } from '$lib/classroom/saving.ts';
import { REFUSED } from '$lib/classwork/words.ts';
import type { Known } from '$lib/live/done.svelte.ts';

/** The answer is with the server by then: what is refused is the word that one is done with it. */
const REFUSALS: Partial<Record<Refusal, string>> = {
  'signed-out':
    'Nobody is signed in to this class in this browser any more. Come back into the class with your recovery code to go on. What was saved is kept.',
  ended: 'Your instructor has ended this class, so nothing more is taken. What was saved is kept.',
  out: 'Your instructor has taken you out of this session, so nothing more is taken. You can go on if you are let in again.',
  'gone-on':
    'The class has gone on: your answer counts as it was saved. There is nothing more to press here.',
  'session-over':
    'This session is over: your answer counts as it was saved. There is nothing more to press here.'
};

/** Why the server does not have it that a learner is done, and what to do; empty where it has. */
export function unsaidOf(known: Known): string {
  if (known === true) return '';
  if (known === 'newer')
    return 'Your other device has changed the answer. Look at it here, then press again.';
  if (known === null || known === false)
    return 'Not said yet: the server was not reached, or had trouble. This page says it as soon as it can, unless you change your answer.';
  return REFUSALS[known.refused] ?? REFUSED[known.refused];
}
