import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import { viewsOf } from '../../views.ts';
import type { PageLoad } from './$types';

const bodies = import.meta.glob<{ default: Component }>(['/lessons/*/*.md', '!/lessons/*/*.teacher.md']);

/** The lesson's text and the views of its exercises, each in a file of its own. */
export const load: PageLoad = async ({ data, params }) => {
  const body =
    bodies[`/lessons/${params.pack}/${params.lesson}.md`] ?? error(404, 'There is no such lesson.');
  const [{ default: Body }, exercises] = await Promise.all([body(), viewsOf(data.items, 'later')]);
  const { items: _, ...rest } = data;
  return { ...rest, Body, exercises };
};
