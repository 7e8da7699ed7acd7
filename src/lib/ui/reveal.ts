/**
 * Scrolls an element of a `Split` into what can be seen of the page: on a small screen the sheet covers the
 * bottom of it.
 * @param how `nearest` leaves alone what is in sight already
 * @param known where the element is, if that was measured already
 */
export function reveal(
  element: Element | null | undefined,
  how: 'nearest' | 'center',
  known?: DOMRect
): void {
  if (!element) return;
  const sheet = element.closest('.split')?.querySelector('.task')?.getBoundingClientRect();
  const box = known ?? element.getBoundingClientRect();
  const beside = !sheet || sheet.left >= box.right || sheet.top < 1;
  const bottom = beside ? innerHeight : Math.min(innerHeight, sheet.top);
  const margin = Math.min(48, bottom / 8);
  if (how === 'nearest' && box.top >= margin && box.bottom <= bottom - margin) return;
  const goal = box.height > bottom - 2 * margin ? margin : (bottom - box.height) / 2;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollBy({ top: box.top - goal, behavior: still ? 'instant' : 'smooth' });
}
