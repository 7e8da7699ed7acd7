import type { Component } from 'svelte';
import type { ClassProps } from '$lib/exercises/define.ts';
import { registry } from '$lib/exercises/registry.ts';
import type { PageLoad } from './$types';

/** Only the registry knows which item goes with which view. */
export const load: PageLoad = async ({ data }) => ({
  ...data,
  ClassView: data.step
    ? ((await registry[data.step.type].ClassView()).default as unknown as Component<
        ClassProps<unknown, unknown>
      >)
    : null
});
