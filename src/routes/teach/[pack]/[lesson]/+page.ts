import type { Component } from 'svelte';
import type { PageLoad } from './$types';

const notes = import.meta.glob<{ default: Component }>('/lessons/*/*.teacher.md');

export const load: PageLoad = async ({ data, params }) => {
  const note = await notes[`/lessons/${params.pack}/${params.lesson}.teacher.md`]?.();
  return { ...data, Notes: note?.default ?? null };
};
