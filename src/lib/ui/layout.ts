/** Where words stand on the page. */

/**
 * The word above or below, nearest in line; the word itself where there is none.
 * @param at the element of a word
 */
export function besideLine(
  at: (word: number) => HTMLElement | null,
  count: number,
  word: number,
  way: 1 | -1
): number {
  const here = at(word)?.getClientRects()[0];
  if (!here) return word;
  const middle = (here.left + here.right) / 2;
  let top: number | null = null;
  let best = word;
  let least = Infinity;
  for (let i = word + way; i >= 0 && i < count; i += way) {
    const r = at(i)?.getClientRects()[0];
    if (!r || Math.abs(r.top - here.top) < r.height / 2) continue;
    if (top !== null && Math.abs(r.top - top) > r.height / 2) break;
    top ??= r.top;
    const distance = Math.abs((r.left + r.right) / 2 - middle);
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

/**
 * Where a toolbar stands for a selection: over it, so that what follows can still be tapped; else under it.
 * @param box what the place is measured from
 * @param under whether it stands under the selection first, for words so few that what comes before them matters more
 */
export function besideSelection(
  first: DOMRect,
  last: DOMRect,
  box: DOMRect,
  tools: HTMLElement,
  under: boolean
) {
  const over = first.top - tools.offsetHeight - 10;
  const below = last.bottom + 10;
  const fits = over <= 8 || (under && below + tools.offsetHeight < innerHeight - 8);
  const y = fits ? below : over;
  const x = Math.min(first.left - box.left - 8, box.width - tools.offsetWidth);
  return { x: Math.max(x, 0), y: y - box.top };
}
