import type { Component } from 'svelte';
import type { ViewProps } from '../define.ts';

/** What a learner works with in one mode of a type. */
export type ModeView<Item, Answer> = Component<Omit<ViewProps<Item, Answer>, 'verdict'>>;

/**
 * The components of a type by the mode of the item: a page loads the one it needs before it is rendered.
 * @param files how each is fetched; each takes the item and the answer of its own mode, and `View` hands it no other
 */
export function modes<Mode extends string, Item, Answer>(
  files: Record<Mode, () => Promise<{ default: unknown }>>
): { load(mode: Mode): Promise<void>; of(mode: Mode): ModeView<Item, Answer> } {
  const loaded = new Map<Mode, ModeView<Item, Answer>>();
  return {
    async load(mode) {
      if (!loaded.has(mode))
        loaded.set(mode, (await files[mode]()).default as unknown as ModeView<Item, Answer>);
    },
    of(mode) {
      const component = loaded.get(mode);
      if (!component) throw new Error(`the mode ${mode} is rendered before it was loaded`);
      return component;
    }
  };
}
