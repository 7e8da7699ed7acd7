import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import type { PageLoad } from './$types';

const notes = import.meta.glob<{ default: Component }>('/lessons/*/*.teacher.md');

export const load: PageLoad = async ({ data, params }) => {
  const note =
    notes[`/lessons/${params.pack}/${params.lesson}.teacher.md`] ?? error(404, 'There is no such lesson.');
  return { ...data, Notes: (await note()).default };
};
