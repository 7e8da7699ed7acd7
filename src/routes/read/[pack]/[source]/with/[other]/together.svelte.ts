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
    const read = [...box.querySelectorAll<HTMLElement>('[data-from]')].find(
      (paragraph) => paragraph.getBoundingClientRect().bottom > line
    );
    const at = read ? this.#starts[which].indexOf(Number(read.dataset.from)) : -1;
    const partner = this.#partners[which][at];
    if (!read || at === this.#at || partner === null || partner === undefined) return;
    this.#at = at;
    const start = this.#starts[other(which)][partner];
    this.#level(which, read, this.boxes[other(which)]?.querySelector(`[data-from="${start}"]`));
  }

  /** Brings a passage of the other text to the height of this one. */
  meet(which: Which, here: Element | null | undefined, there: Element | null | undefined): void {
    this.#leader = which;
    this.#pinned = true;
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
