import { viewsOf } from '../../../views.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data: { items, ...rest } }) => ({
  ...rest,
  exercises: await viewsOf(items, 'now')
});
