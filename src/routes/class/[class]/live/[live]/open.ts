import type { Progress } from '$lib/exercises/define.ts';

/** Whether less than half of what is asked was given; of words that are marked freely, nothing at all. */
export const mostOpen = ({ given, of }: Progress): boolean => (of === null ? given === 0 : given < of / 2);

/** How much was given, as a sentence: “9 of 26 are given.” */
export function saidGiven({ given, of, says }: Progress): string {
  if (given === 0) return 'Nothing is given yet.';
  // What grows with the answer says by itself how far it is.
  if (says !== undefined) return `${says}.`;
  return `${given} of ${of} ${given === 1 ? 'is' : 'are'} given.`;
}
