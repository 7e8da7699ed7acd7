import { bodyOf } from '../../../../learn/bodies.ts';
import { viewsOf } from '../../../../learn/views.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
  const { lesson, items } = data;
  const [Body, views] = await Promise.all([
    lesson && bodyOf(lesson.pack, lesson.slug),
    viewsOf(items, 'now')
  ]);
  return { ...data, Body, exercises: items.map((item, n) => ({ ...item, ...views[n]! })) };
};
