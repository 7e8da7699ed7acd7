import type { Component } from 'svelte';
import type { ViewProps } from '$lib/exercises/define.ts';
import { registry } from '$lib/exercises/registry.ts';
import type { PageLoad } from './$types';

/** Only the registry knows which item goes with which view. */
export const load: PageLoad = async ({ data }) => {
  const { seen } = data;
  const View =
    seen &&
    ((await registry[seen.type].View(seen.item)).default as unknown as Component<
      ViewProps<unknown, unknown>
    >);
  return { ...data, View };
};
