import { paragraphs } from '$lib/text/tokens.ts';

export type Which = 'a' | 'b';
export const other = (which: Which): Which => (which === 'a' ? 'b' : 'a');

interface Pane {
  text: string;
  /** For each paragraph the one of the other text that belongs to it. */
  partners: readonly (number | null)[];
}

/** Two texts that scroll together: the one that is read leads, and the other follows it paragraph by paragraph. */
export class Together {
  /** Whether they do. */
  on = $state(true);
  readonly #starts: Record<Which, number[]>;
  readonly #partners: Record<Which, readonly (number | null)[]>;
  readonly boxes: Record<Which, HTMLElement | undefined> = $state({ a: undefined, b: undefined });
  #leader: Which = 'a';
  /** The paragraph that was followed last. */
  #at: number | null = null;
  /** A passage was gone to: until somebody scrolls, the two stay as they are. */
  #pinned = false;

  constructor(panes: Record<Which, Pane>) {
    const starts = ({ text }: Pane) => paragraphs(text).map(({ start }) => start);
    this.#starts = { a: starts(panes.a), b: starts(panes.b) };
    this.#partners = { a: panes.a.partners, b: panes.b.partners };
  }

  /** Somebody reads here. */
  lead(which: Which): void {
    if (this.#leader !== which) this.#at = null;
    this.#leader = which;
    this.#pinned = false;
  }

  /** A text was scrolled; the other follows if this one leads. */
  scrolled(which: Which): void {
    const box = this.boxes[which];
    if (!this.on || this.#pinned || which !== this.#leader || !box) return;
    const line = box.getBoundingClientRect().top + box.clientHeight / 4;
    const drawn = [...box.querySelectorAll<HTMLElement>('[data-from]')];
    const reached = drawn.findIndex((paragraph) => paragraph.getBoundingClientRect().bottom > line);
    const numberOf = (paragraph: HTMLElement) => this.#starts[which].indexOf(Number(paragraph.dataset.from));
    // A paragraph that has no other goes along with the last one before it that has.
    const read = drawn.slice(0, reached + 1).findLast((paragraph) => {
      const partner = this.#partners[which][numberOf(paragraph)];
      return partner !== null && partner !== undefined;
    });
    const at = read ? numberOf(read) : -1;
    if (!read || at === this.#at) return;
    this.#at = at;
    const start = this.#starts[other(which)][this.#partners[which][at]!];
    this.#level(which, read, this.boxes[other(which)]?.querySelector(`[data-from="${start}"]`));
  }

  /** Brings a passage of the other text to the height of this one. */
  meet(which: Which, here: Element | null | undefined, there: Element | null | undefined): void {
    this.#leader = which;
    this.#pinned = true;
    // Focus and pointer may have left the edge of a text outside the window.
    this.boxes[which]?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    if (this.on) this.#level(which, here, there);
  }

  #level(which: Which, here: Element | null | undefined, there: Element | null | undefined): void {
    const [box, far] = [this.boxes[which], this.boxes[other(which)]];
    if (!box || !far || !here || !there) return;
    const topOf = (element: Element, within: HTMLElement) =>
      (element.getClientRects()[0]?.top ?? 0) - within.getBoundingClientRect().top;
    const top = far.scrollTop + topOf(there, far) - topOf(here, box);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    far.scrollTo({ top, behavior: still ? 'instant' : 'smooth' });
  }
}
