declare global {
  interface Window {
    /** Whether one of these texts is met here for the first time, or in other words than before; from now on they are met. */
    meets?: (texts: string) => boolean;
  }
}

/**
 * Whether the note on some texts is to be open. What texts contain stands open above them until each was met in these
 * words. A note that came with the page was folded or not as it arrived (`src/app.html`), so that nothing moves, and its
 * reader may have turned it since: it stays as it stands. Of a later page the rule of `src/app.html` decides, which is
 * the only one. Each copy of the site in an origin keeps its own, and what is damaged, or too much, is as if nothing had
 * been met. A page with a fold has no such note.
 * @param texts with spaces between them, as `metOf` names them
 */
export function isOpen(texts: string): boolean {
  const { hydrated } = document.documentElement.dataset;
  const came = hydrated ? null : document.querySelector<HTMLDetailsElement>('[data-met]');
  return came?.open ?? window.meets?.(texts) ?? true;
}
