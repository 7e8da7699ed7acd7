import { doubled } from '$lib/classroom/changes.ts';
import { MOST_STEPS, type Catalogue, type Step } from '$lib/classroom/draft.ts';

/** What is wrong with the steps that are chosen, their number or one that comes twice; empty where nothing is. */
export function wrongIn(catalogue: Catalogue, steps: readonly Step[]): string {
  const many = steps.length;
  if (many > MOST_STEPS)
    return `A session has at most ${MOST_STEPS} steps, and ${many} are chosen. Take ${many - MOST_STEPS} out, then start.`;
  return doubled(catalogue, steps)[0]?.message ?? '';
}
