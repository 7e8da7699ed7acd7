import { error } from '@sveltejs/kit';
import { bodyOf } from '../../bodies.ts';
import { viewsOf } from '../../views.ts';
import type { PageLoad } from './$types';

/** The lesson's text and the views of its exercises, each in a file of its own. */
export const load: PageLoad = async ({ data, params }) => {
  const [Body, exercises] = await Promise.all([
    bodyOf(params.pack, params.lesson),
    viewsOf(data.items, 'later')
  ]);
  const { items: _, ...rest } = data;
  return { ...rest, Body: Body ?? error(404, 'There is no such lesson.'), exercises };
};
