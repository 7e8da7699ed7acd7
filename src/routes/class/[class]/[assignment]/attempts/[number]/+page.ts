import { viewsOf } from '../../../../../learn/views.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  const seen = data.parts.flatMap(({ seen }) => seen ?? []);
  const views = await viewsOf(seen, 'now');
  return { ...data, exercises: seen.map((one, n) => ({ ...one, ...views[n]! })) };
};
