import type { Progress } from '$lib/exercises/define.ts';
import { saidHalf } from '$lib/exercises/parts/half.ts';

/**
 * Whether it is asked if one is done: a fifth or more of what is asked is open, of words that are marked freely nothing
 * was marked, or something is half answered, which is easily overlooked. There are no points where a third of what is in
 * the score is open (`leftOpen`); what is in it only the key says, so the question comes somewhat earlier.
 */
export const muchOpen = ({ given, of, half = [] }: Progress): boolean =>
  half.length > 0 || (of === null ? given === 0 : given < of && 5 * (of - given) >= of);

/** How much was given, as a sentence: “9 of 26 are complete; half answered: no cue for 3.” */
export function saidGiven({ given, of, half = [] }: Progress): string {
  const are = given === 1 ? 'is' : 'are';
  if (half.length > 0)
    return `${given === 0 ? 'None is' : `${given} of ${of} ${are}`} complete; half answered: ${saidHalf(half)}.`;
  if (given === 0) return 'Nothing is given yet.';
  return of === null ? `${given} ${are} given.` : `${given} of ${of} ${are} given, ${of - given} still open.`;
}
