import { ownRoot } from '$lib/progress/browser.ts';

/**
 * Keeps that this browser has met some texts. A note that came with the page was folded by `src/app.html`, by the same rule, and
 * may have been turned by its reader since: it stays as it stands. What is damaged, or too much, was dropped there as well.
 * @param texts with spaces between them, as `metOf` names them
 * @returns whether the note on them is to be open: on a later page, where one of them was not met in the same words
 */
export function meets(texts: string): boolean {
  const { dataset } = document.documentElement;
  const came = dataset.hydrated ? null : document.querySelector<HTMLDetailsElement>('[data-met]');
  let fresh = true;
  try {
    const key = `${ownRoot()}met`;
    const met = localStorage.getItem(key) ?? '';
    fresh = !texts.split(' ').every((text) => met.includes(text));
    if (fresh) localStorage.setItem(key, `${met} ${texts}`);
  } catch {
    // Nothing is kept here: every text is met anew.
  }
  return came?.open ?? fresh;
}
