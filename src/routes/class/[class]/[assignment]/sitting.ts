import { resolve } from '$app/paths';
import { RemoteSession } from '$lib/classwork/remote.svelte.ts';
import type { Sat, World } from '$lib/classwork/sat.ts';
import { wireTo } from '$lib/classwork/wire.ts';
import { setAsks } from '$lib/exercises/asks.ts';
import { setExercises, setPace } from '$lib/exercises/context.ts';
import type { SourceCard } from '$lib/exercises/lesson/context.ts';
import { setProvenance } from '$lib/exercises/provenance.ts';
import { browserStore } from '$lib/progress/browser.ts';
import { notices } from '$lib/progress/notices.svelte.ts';
import { pace } from '../../../learn/pace.svelte.ts';
import { knownAs } from '../../../learn/provenance.ts';
import type { Loaded } from '../../../learn/views.ts';

/** What a session of this browser has around it. */
export function worldAt(home: `/class/${string}/${string}/`): World {
  return {
    store: browserStore(),
    wire: wireTo(resolve(home), (...request) => fetch(...request)),
    now: Date.now,
    after(milliseconds, call) {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    tell: (message) => notices.say(message)
  };
}

interface Item extends Loaded, Omit<Sat, 'place' | 'exercise' | 'blank' | 'fits'> {
  part: string;
  named: string;
  sources: SourceCard[];
}

/** Opens the exercises of a step for `<Exercise slug>`. To be called while the page's component is set up. */
export function openSessions(
  work: string,
  items: readonly Item[],
  sources: readonly SourceCard[],
  confidence: boolean
): RemoteSession[] {
  const open = items.map((item) => {
    const { exercise, blank, part, as, checks, saved, verdict, fits } = item;
    const place = { work, part, version: exercise.version };
    const sat = { place, as, exercise, blank, fits, checks, saved, verdict };
    return { ...item, session: new RemoteSession(sat) };
  });
  setExercises((slug) => open.find(({ named }) => named === slug) ?? null);
  setPace(pace);
  setAsks({ sureness: confidence });
  setProvenance(knownAs([...items.flatMap((item) => item.sources), ...sources]));
  return open.map(({ session }) => session);
}
