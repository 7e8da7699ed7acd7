import { error } from '@sveltejs/kit';
import type { Component } from 'svelte';
import type { PublicExercise } from '$lib/exercises/context.ts';
import type { ViewProps } from '$lib/exercises/define.ts';
import { isTypeName, registry } from '$lib/exercises/registry.ts';

/** An exercise with the component that shows it, and an answer to begin with. */
export interface Loaded {
  exercise: PublicExercise;
  blank: unknown;
  /** Whether a stored value is an answer to it. */
  fits: (answer: unknown) => boolean;
  View: Component<ViewProps<never, never>>;
}

/** Loads the views of exercises, on the server as in the browser, so that texts are there before any script. */
export function viewsOf(items: { exercise: PublicExercise; blank: unknown }[]): Promise<Loaded[]> {
  return Promise.all(
    items.map(async ({ exercise, blank }) => {
      if (!isTypeName(exercise.type)) error(500, 'This page is older than its exercise. Reload it.');
      // Only the registry knows which item goes with which view.
      const type = registry[exercise.type];
      const item = exercise.item as never;
      const { default: View } = await type.View(item);
      return {
        exercise,
        blank,
        fits: (answer) => type.fits(item, answer),
        View: View as unknown as Component<ViewProps<never, never>>
      };
    })
  );
}
