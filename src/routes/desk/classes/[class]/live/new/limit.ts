import { MOST_STEPS } from '$lib/classroom/draft.ts';

/** What is wrong with so many chosen steps; empty where nothing is. */
export const tooMany = (steps: number): string =>
  steps > MOST_STEPS
    ? `A session has at most ${MOST_STEPS} steps, and ${steps} are chosen. Take ${steps - MOST_STEPS} out, then start.`
    : '';
