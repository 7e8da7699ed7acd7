import type { Component } from 'svelte';
import type { ViewProps } from '../define.ts';
import type { Answer, Item } from './schema.ts';

/** What a learner works with, by the mode of the item. A page loads the one it needs before it is rendered. */
type Mode = Component<Omit<ViewProps<Item, Answer>, 'verdict'>>;

const files = {
  sort: () => import('./Sort.svelte'),
  mark: () => import('./Mark.svelte'),
  link: () => import('./Link.svelte')
};
const loaded = new Map<Item['mode'], Mode>();

/** Loads a mode's component, once. */
export async function loadMode(mode: Item['mode']): Promise<void> {
  // Each component takes the item and the answer of its own mode, and `View` hands it no other.
  if (!loaded.has(mode)) loaded.set(mode, (await files[mode]()).default as unknown as Mode);
}

/** A mode's component, after it was loaded. */
export function modeOf(mode: Item['mode']): Mode {
  const component = loaded.get(mode);
  if (!component) throw new Error(`the mode ${mode} is rendered before it was loaded`);
  return component;
}
