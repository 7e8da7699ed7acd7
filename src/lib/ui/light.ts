/** The name under which `marks.css` says how a selection looks. */
const NAME = 'picked';

/**
 * Lights a stretch of the page without changing its elements: a long text need not be laid out anew for every word
 * that a selection takes in. Where a browser has no highlights of its own, the first and the last word are lit.
 * @returns lights what is between two elements, both included; `null` puts it out
 */
export function lighter(): (stretch: { from: Element | null; to: Element | null } | null) => void {
  let mine: Highlight | null = null;
  let ends: Element[] = [];
  return (stretch) => {
    for (const end of ends) end.classList.remove(NAME);
    ends = [];
    if (!stretch?.from || !stretch.to) {
      if (mine && CSS.highlights.get(NAME) === mine) CSS.highlights.delete(NAME);
      mine = null;
      return;
    }
    if (!('highlights' in CSS)) {
      ends = [stretch.from, stretch.to];
      for (const end of ends) end.classList.add(NAME);
      return;
    }
    const range = new StaticRange({
      startContainer: stretch.from,
      startOffset: 0,
      endContainer: stretch.to,
      endOffset: stretch.to.childNodes.length
    });
    mine = new Highlight(range);
    CSS.highlights.set(NAME, mine);
  };
}
