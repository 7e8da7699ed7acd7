/**
 * Scrolls an element into what can be seen of the page: on a small screen the bottom of it is covered by the sheet of a
 * `Split`, by the bar over selected words, or by what a page keeps at hand there, as high as it says in `--at-hand`. What
 * it lies folded in, as far as that may open by itself (`data-opens`), opens.
 * @param how `nearest` leaves alone what is in sight already
 * @param known where the element is, if that was measured already
 */
export function reveal(
  element: Element | null | undefined,
  how: 'nearest' | 'center',
  known?: DOMRect
): void {
  if (!element) return;
  element.closest('details[data-opens]')?.setAttribute('open', '');
  const { away, inSight } = sight(element, known);
  if (how === 'nearest' && inSight) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  settleAfter(element, scrollY);
  scrollBy({ top: away, behavior: calm ? 'instant' : 'smooth' });
}

/** How far an element is from the middle of what can be seen, and whether it can be seen as it is. */
function sight(element: Element, box = element.getBoundingClientRect()): { away: number; inSight: boolean } {
  const split = element.closest('.split');
  const sheet = split?.querySelector('.task')?.getBoundingClientRect();
  const beside = !sheet || sheet.left >= box.right || sheet.top < 1;
  const end = innerHeight - (parseFloat(document.documentElement.style.getPropertyValue('--at-hand')) || 0);
  const bar = element.closest('.words')?.querySelector('[role=toolbar]');
  const bottom = Math.min(end, beside ? end : sheet.top, (bar && fixedTop(bar)) ?? end);
  const margin = Math.min(48, bottom / 8);
  // Past the end of the text the sheet would rise from under the finger.
  const left = beside ? Infinity : Math.max(0, split!.getBoundingClientRect().bottom - innerHeight);
  const goal = box.height > bottom - 2 * margin ? margin : (bottom - box.height) / 2;
  return {
    away: Math.min(box.top - goal, left),
    inSight: box.top >= margin && box.bottom <= bottom - margin
  };
}

/** Where a bar that keeps to the window begins; `undefined` for one that stands on the page. */
export function fixedTop(bar: Element): number | undefined {
  return getComputedStyle(bar).position === 'fixed' ? bar.getBoundingClientRect().top : undefined;
}

let settling: AbortController | null = null;

/**
 * Paragraphs are laid out as they come into sight (see `Passage`) and may prove longer than was guessed: where that
 * carried the element off, it is brought back at the end, unless somebody scrolls on by themselves.
 * @param from where the page stood before it was scrolled
 */
function settleAfter(element: Element, from: number): void {
  settling?.abort();
  const control = (settling = new AbortController());
  const { signal } = control;
  let tries = 3;
  const settle = () => {
    const { away, inSight } = sight(element);
    const done = inSight || Math.abs(away) < 2;
    if (done || !element.isConnected || tries-- === 0) control.abort();
    else scrollBy({ top: away, behavior: 'instant' });
  };
  // A frame in which the paragraphs are laid out, and one to measure in; later, where the page still moves.
  const still = (since: number) =>
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (signal.aborted) return;
        if (scrollY === since) settle();
        else still(scrollY);
      })
    );
  // Where the page has not moved, it was an earlier scroll that ended.
  const ended = () => scrollY !== from && still(scrollY);
  addEventListener('scrollend', ended, { signal });
  for (const own of ['wheel', 'touchmove', 'keydown', 'pointerdown'])
    addEventListener(own, () => control.abort(), { signal, passive: true });
}
