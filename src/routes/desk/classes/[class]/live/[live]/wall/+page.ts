import { withViews } from '../follow.svelte.ts';
import type { PageLoad } from './$types';

/** The step that the page begins with; those that follow it asks for. */
export const load: PageLoad = async ({ data: { step, ...data } }) => ({
  ...data,
  given: step && (await withViews(step))
});
