/** Where the lines of a text are on the screen. Pixels from the top of the window, as they are just now. */

/** A line counts as cut through where more of it than this is on either side of an edge. */
const SLACK = 2;

/** The words of a text, without the letters and signs that stand between them: these come and go. */
function wordsOf(paragraph: Element): Text[] {
  const walker = document.createTreeWalker(
    paragraph,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => {
      if (node instanceof Text) return NodeFilter.FILTER_ACCEPT;
      return (node as Element).matches('.sign, .signs') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    }
  );
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

const rectOf = (text: Text, start: number, end: number): DOMRect => {
  const range = document.createRange();
  range.setStart(text, start);
  range.setEnd(text, end);
  return range.getBoundingClientRect();
};

/**
 * The first words of a paragraph of which the whole line is below an edge.
 * @returns how many letters are before them, and where they stand; `null` where no line is below it
 */
export function wordsBelow(paragraph: Element, edge: number): { at: number; top: number } | null {
  let before = 0;
  for (const text of wordsOf(paragraph)) {
    // Most of them are above it as a whole.
    if (rectOf(text, 0, text.length).bottom > edge)
      for (let i = 0; i < text.length; i++) {
        const { top, width } = rectOf(text, i, i + 1);
        if (width > 0 && top >= edge - SLACK) return { at: before + i, top };
      }
    before += text.length;
  }
  return null;
}

/** Where words stand, by how many letters of the paragraph are before them; `null` where it has no so many. */
export function topOfWords(paragraph: Element, at: number): number | null {
  let left = at;
  for (const text of wordsOf(paragraph)) {
    if (left < text.length) return rectOf(text, left, left + 1).top;
    left -= text.length;
  }
  return null;
}

/** The line that an edge cuts through, its signs included; `null` where it cuts none. */
export function lineAt(elements: readonly Element[], edge: number): { top: number; bottom: number } | null {
  const across = ({ top, bottom }: DOMRect) => top < edge - SLACK && bottom > edge + SLACK;
  const range = document.createRange();
  const cut = elements
    .filter((element) => across(element.getBoundingClientRect()))
    .flatMap((element) => {
      range.selectNodeContents(element);
      return [...range.getClientRects()].filter(across);
    });
  if (cut.length === 0) return null;
  return {
    top: Math.min(...cut.map(({ top }) => top)),
    bottom: Math.max(...cut.map(({ bottom }) => bottom))
  };
}
