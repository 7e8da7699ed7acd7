import { error } from '@sveltejs/kit';
import type { PublicExercise, ViewOf } from '$lib/exercises/context.ts';
import { isTypeName, registry } from '$lib/exercises/registry.ts';

/** An exercise with what shows it, and an answer to begin with. */
export interface Loaded extends ViewOf {
  exercise: PublicExercise;
  blank: unknown;
  /** Whether a stored value is an answer to it. */
  fits: (answer: unknown) => boolean;
}

/**
 * Exercises with their views, on the server as in the browser, so that texts are there before any script.
 * @param when `later`: on a page that comes from the server, the views are loaded once the page answers
 */
export function viewsOf(
  items: { exercise: PublicExercise; blank: unknown }[],
  when: 'now' | 'later'
): Promise<Loaded[]> {
  return Promise.all(
    items.map(async ({ exercise, blank }) => {
      if (!isTypeName(exercise.type)) error(500, 'This page is older than its exercise. Reload it.');
      // Only the registry knows which item goes with which view.
      const type = registry[exercise.type];
      const item = exercise.item as never;
      const load = async () => (await type.View(item)).default as unknown as NonNullable<ViewOf['View']>;
      const waits = when === 'later' && !import.meta.env.SSR && !isAnswering();
      return {
        exercise,
        blank,
        fits: (answer) => type.fits(item, answer),
        load,
        View: waits ? null : await load(),
        draw: when === 'later' && import.meta.env.SSR ? await drawer(await load()) : null
      };
    })
  );
}

/** Whether the page answers already, so that this is another page's turn. The root layout says so. */
const isAnswering = () => document.documentElement.dataset.hydrated !== undefined;

/** Draws a view by itself, so that the browser need not know it to take over the page. */
async function drawer(View: NonNullable<ViewOf['View']>): Promise<NonNullable<ViewOf['draw']>> {
  const { render } = await import('svelte/server');
  return (given, context, id) => `<div>${render(View, { props: given, context, idPrefix: id }).body}</div>`;
}
