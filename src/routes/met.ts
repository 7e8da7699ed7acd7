import { resolve } from '$app/paths';
import { rootOf } from '$lib/progress/own.ts';

/** What was met is names with spaces between them; anything else, or too much of it, is as if nothing had been met. */
const WHOLE = /^[a-z0-9@/ -]{1,9999}$/;

/**
 * Keeps which texts this browser has met: one that comes with a later page is folded where all of its texts were, in the same
 * words. A note that came with the page itself was folded by `src/app.html`, by the same rule, and is left to its reader.
 * @param note with its texts in `data-met`, as `metOf` names them; without them it stays as it is
 */
export function meets(note: HTMLDetailsElement): void {
  const texts = note.dataset.met?.split(' ');
  if (!texts) return;
  const key = `${rootOf(resolve('/').slice(0, -1))}met`;
  try {
    const kept = localStorage.getItem(key) ?? '';
    const met = WHOLE.test(kept) ? kept.split(' ') : [];
    const fresh = texts.filter((text) => !met.includes(text));
    if (document.documentElement.dataset.hydrated) note.open = fresh.length > 0;
    if (fresh.length > 0) localStorage.setItem(key, [...met, ...fresh].join(' '));
  } catch {
    // Nothing is kept here: every text is met anew.
  }
}
