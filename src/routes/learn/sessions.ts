import type { Snippet } from 'svelte';
import { resolve } from '$app/paths';
import { updated } from '$app/state';
import { setExercises, setPace } from '$lib/exercises/context.ts';
import { browserStore } from '$lib/progress/browser.ts';
import { mend } from '$lib/progress/mend-lazily.ts';
import { notices } from '$lib/progress/notices.svelte.ts';
import { ExerciseSession } from '$lib/progress/session.svelte.ts';
import { pace } from './pace.svelte.ts';
import type { Loaded } from './views.ts';

/**
 * Opens the exercises of a page for `<Exercise slug>`. To be called while the page's component is set up.
 * @param instead what stands in the place of an exercise now, if anything does
 * @returns the sessions, and what brings back the kept answers once the page has mounted
 */
export function openSessions(
  exercises: readonly Loaded[],
  instead?: (slug: string) => Snippet<[slug: string]> | undefined
) {
  const open = exercises.map((loaded) => ({
    ...loaded,
    session: new ExerciseSession(loaded.exercise, loaded.blank, loaded.fits)
  }));
  setExercises((slug) => {
    const found = instead?.(slug) ?? open.find(({ exercise }) => exercise.slug === slug);
    if (!found) throw new Error(`this page has no exercise ${slug}`);
    return found;
  });
  setPace(pace);
  return {
    sessions: open.map(({ session }) => session),
    restore(): () => void {
      const ends = open.map(({ exercise: { pack, slug }, session }) =>
        session.restore({
          store: browserStore(),
          keyUrl: resolve(`/keys/${pack}/${slug}.json`),
          fetch: (url) => fetch(url),
          now: Date.now,
          tell: (message) => notices.say(message),
          mend,
          outdated: () => updated.check()
        })
      );
      return () => ends.forEach((end) => end());
    }
  };
}
