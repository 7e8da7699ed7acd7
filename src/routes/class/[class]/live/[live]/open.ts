import type { Progress } from '$lib/exercises/define.ts';
import { saidHalf } from '$lib/exercises/parts/half.ts';

/**
 * Whether it is asked if one is done: less than half of what is asked was given, of words that are marked freely nothing at
 * all, or something is half answered, which is easily overlooked.
 */
export const muchOpen = ({ given, of, half = [] }: Progress): boolean =>
  half.length > 0 || (of === null ? given === 0 : given < of / 2);

/** How much was given, as a sentence: “9 of 26 are complete; half answered: no cue for 3.” */
export function saidGiven({ given, of, says, half = [] }: Progress): string {
  const are = given === 1 ? 'is' : 'are';
  if (half.length > 0)
    return `${given === 0 ? 'None is' : `${given} of ${of} ${are}`} complete; half answered: ${saidHalf(half)}.`;
  if (given === 0) return 'Nothing is given yet.';
  // What grows with the answer says by itself how far it is.
  if (says !== undefined) return `${says}.`;
  return `${given} of ${of} ${are} given.`;
}
