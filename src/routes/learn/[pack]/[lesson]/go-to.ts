/** What a learner takes instead of an exercise of the page, on a page of its own; nothing where they take that one. */
export type StandInOf = (slug: string) => { href: string; title: string } | undefined;

/** Brings an exercise of the page into view, for eyes and for a screen reader. */
export function goTo(slug: string): void {
  const exercise = document.querySelector(`[data-exercise="${slug}"]`);
  exercise?.scrollIntoView();
  exercise?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
}
