/** Brings an exercise of the page into view, for eyes and for a screen reader. */
export function goTo(slug: string): void {
  const exercise = document.querySelector(`[data-exercise="${slug}"]`);
  exercise?.scrollIntoView();
  exercise?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
}
