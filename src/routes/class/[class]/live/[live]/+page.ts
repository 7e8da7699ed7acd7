import { withViews } from './given.ts';
import type { PageLoad } from './$types';

/** The views of the step that the learner is at. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  given: data.step && (await withViews(data.step))
});
