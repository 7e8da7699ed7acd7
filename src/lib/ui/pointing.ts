import type { Picker } from './picker.svelte.ts';

interface Pointed {
  picker: () => Picker;
  /** A word was tapped or clicked outside any selection; true where that was taken. */
  ontap: (word: number) => boolean;
  /** After a word or a selection was pointed at. */
  after: () => void;
}

/**
 * Picks words by finger and mouse. The mouse selects as it does anywhere; what it selected becomes whole words when it
 * is let go.
 */
export function pointing({ picker, ontap, after }: Pointed): (node: HTMLElement) => () => void {
  return (node) => {
    let pressed = false;
    let dragged = false;
    const down = (event: PointerEvent) => {
      dragged = false;
      pressed =
        event.pointerType === 'mouse' &&
        event.button === 0 &&
        event.target instanceof Element &&
        event.target.closest('.passage') !== null;
      if (pressed && !event.shiftKey) getSelection()?.removeAllRanges();
      if (pressed && event.shiftKey) event.preventDefault();
    };
    const up = () => {
      if (!pressed) return;
      pressed = false;
      const touched = dragWords(node).filter((word) => picker().can(word));
      if (touched.length === 0) return;
      dragged = true;
      picker().select(Math.min(...touched), Math.max(...touched));
      getSelection()?.removeAllRanges();
      after();
    };
    const click = (event: MouseEvent) => {
      const word = hit(event);
      if (dragged || word === null) return;
      const cursor = picker();
      if (event.shiftKey) {
        cursor.go(word, true);
        cursor.extending = false;
      } else if (cursor.extending || !ontap(word)) cursor.tap(word);
      after();
    };
    node.addEventListener('pointerdown', down);
    node.addEventListener('click', click);
    document.addEventListener('pointerup', up);
    return () => {
      node.removeEventListener('pointerdown', down);
      node.removeEventListener('click', click);
      document.removeEventListener('pointerup', up);
    };
  };
}

function indexOf(target: EventTarget | null): number | null {
  const word = target instanceof Element ? target.closest<HTMLElement>('[data-w]') : null;
  return word ? Number(word.dataset.w) : null;
}

/** The word that was hit, or the one beside it where a finger fell between two. */
function hit({ target, clientX: x, clientY: y }: MouseEvent): number | null {
  if (!(target instanceof Element) || !target.closest('.passage p') || target.closest('button')) return null;
  for (const aside of [0, -8, 8, -16, 16]) {
    const word = indexOf(aside === 0 ? target : document.elementFromPoint(x + aside, y));
    if (word !== null) return word;
  }
  return null;
}

/** The words of which the page's own selection holds at least a letter. */
function dragWords(node: HTMLElement): number[] {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return [];
  const range = selection.getRangeAt(0);
  const found: number[] = [];
  for (const word of node.querySelectorAll<HTMLElement>('[data-w]')) {
    if (!selection.containsNode(word, true)) continue;
    const inside = document.createRange();
    inside.selectNodeContents(word);
    if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0)
      inside.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0)
      inside.setEnd(range.endContainer, range.endOffset);
    if (inside.toString().length > 0) found.push(Number(word.dataset.w));
  }
  return found;
}
