/** The words of a text as a picker moves over them: ranges of word numbers, `to` exclusive. */
export interface Lines {
  count: number;
  sentences: readonly (readonly [from: number, to: number])[];
  paragraphs: readonly (readonly [from: number, to: number])[];
}

/** From the first to the last picked word, both included. */
export interface Picked {
  from: number;
  to: number;
}

/**
 * A cursor over the words of a text and a selection that it leaves behind. Keys, taps, clicks and a dragged
 * mouse all end here, so that each of them gives the same selection.
 */
export class Picker {
  cursor = $state(0);
  /** Where the selection began; the cursor is its other end. */
  anchor = $state<number | null>(null);
  /** The next word that is reached or tapped ends the selection. */
  extending = $state(false);

  readonly #lines: () => Lines;
  readonly #allowed: () => readonly (readonly [from: number, to: number])[];

  /** @param allowed word ranges in which the cursor may stand, in order; a selection never leaves its range */
  constructor(lines: () => Lines, allowed: () => readonly (readonly [from: number, to: number])[]) {
    this.#lines = lines;
    this.#allowed = allowed;
    this.cursor = this.#near(0);
  }

  get selection(): Picked | null {
    if (this.anchor === null) return null;
    return { from: Math.min(this.anchor, this.cursor), to: Math.max(this.anchor, this.cursor) };
  }

  /** Puts the cursor on a word, or on the nearest one that is allowed. */
  go(word: number, extend = this.extending): void {
    if (extend) {
      this.anchor ??= this.cursor;
      this.cursor = this.#within(this.anchor, word);
    } else {
      this.drop();
      this.cursor = this.#near(word);
    }
  }

  /** Begins a selection with one word; whatever is reached next ends it. */
  begin(word: number = this.cursor): void {
    this.cursor = this.#near(word);
    this.anchor = this.cursor;
    this.extending = true;
  }

  /** A word was tapped: the first tap begins, the second ends. */
  tap(word: number): void {
    if (!this.can(word)) return;
    if (this.extending) {
      this.go(word, true);
      this.extending = false;
    } else this.begin(word);
  }

  select(from: number, to: number): void {
    const start = this.#near(from);
    this.anchor = start;
    this.cursor = this.#within(start, to);
    this.extending = false;
  }

  drop(): void {
    this.anchor = null;
    this.extending = false;
  }

  /** The whole of every sentence that the selection, or else the cursor, meets. */
  sentence(): void {
    const { from, to } = this.selection ?? { from: this.cursor, to: this.cursor };
    this.select(this.#around('sentences', from)[0], this.#around('sentences', to)[1] - 1);
  }

  can(word: number): boolean {
    return this.#allowed().some(([from, to]) => word >= from && word < to);
  }

  /**
   * What a key does to cursor and selection.
   * @param line the word above (−1) or below (+1) a word, as the page is laid out
   * @returns whether the key was one of these
   */
  key(
    event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>,
    line: (word: number, way: 1 | -1) => number
  ): boolean {
    const far = event.ctrlKey || event.altKey || event.metaKey;
    const extend = event.shiftKey || this.extending;
    const to = this.#target(event.key, far, line);
    if (to === null) return false;
    this.go(to, extend);
    return true;
  }

  #target(key: string, far: boolean, line: (word: number, way: 1 | -1) => number): number | null {
    const { count } = this.#lines();
    const here = this.cursor;
    switch (key) {
      case 'ArrowRight':
        return far ? this.#next('sentences', here) : this.#step(here, 1);
      case 'ArrowLeft':
        return far ? this.#previous('sentences', here) : this.#step(here, -1);
      case 'ArrowDown':
        return far ? this.#next('paragraphs', here) : line(here, 1);
      case 'ArrowUp':
        return far ? this.#previous('paragraphs', here) : line(here, -1);
      case 'PageDown':
        return this.#next('paragraphs', here);
      case 'PageUp':
        return this.#previous('paragraphs', here);
      case 'Home':
        return far ? 0 : this.#around('sentences', here)[0];
      case 'End':
        return far ? count - 1 : this.#around('sentences', here)[1] - 1;
      default:
        return null;
    }
  }

  /** One word on, over what is not allowed. */
  #step(word: number, way: 1 | -1): number {
    const ranges = this.#allowed();
    const next = word + way;
    if (this.can(next)) return next;
    if (way > 0) return ranges.find(([from]) => from > word)?.[0] ?? word;
    const before = ranges.filter(([, to]) => to <= word).at(-1);
    return before ? before[1] - 1 : word;
  }

  #around(what: 'sentences' | 'paragraphs', word: number): readonly [number, number] {
    return this.#lines()[what].find(([from, to]) => word >= from && word < to) ?? [word, word + 1];
  }

  #next(what: 'sentences' | 'paragraphs', word: number): number {
    return this.#lines()[what].find(([from]) => from > word)?.[0] ?? this.#lines().count - 1;
  }

  #previous(what: 'sentences' | 'paragraphs', word: number): number {
    return (
      this.#lines()
        [what].filter(([from]) => from < word)
        .at(-1)?.[0] ?? 0
    );
  }

  #near(word: number): number {
    const ranges = this.#allowed();
    let best = word;
    let distance = Infinity;
    for (const [from, to] of ranges) {
      const nearest = Math.min(Math.max(word, from), to - 1);
      if (Math.abs(nearest - word) < distance) [best, distance] = [nearest, Math.abs(nearest - word)];
    }
    return best;
  }

  #within(anchor: number, word: number): number {
    const range = this.#allowed().find(([from, to]) => anchor >= from && anchor < to);
    return range ? Math.min(Math.max(word, range[0]), range[1] - 1) : anchor;
  }
}
