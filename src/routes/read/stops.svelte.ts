import type { Mark } from '$lib/reading/marks.ts';

/** Where the keyboard is among the marks of a text: one of them is reached by Tab, the others by the arrow keys. */
export class Stops {
  readonly #marks: () => readonly Mark[];
  #here = $state<number | null>(null);

  /** Where marks begin, in the order of the text; two that begin together are one stop. */
  readonly all = $derived.by(() =>
    this.#marks()
      .filter(({ stop }) => stop)
      .map(({ start }) => start)
      .filter((start, i, all) => all.indexOf(start) === i)
  );
  readonly here = $derived.by(() => {
    const at = this.#here;
    return at !== null && this.all.includes(at) ? at : (this.all[0] ?? null);
  });

  constructor(marks: () => readonly Mark[]) {
    this.#marks = marks;
  }

  go(to: number): void {
    this.#here = to;
  }

  /** The stop that a key leads to; `null` where the key leads nowhere. */
  after(key: string): number | null {
    const at = this.here === null ? -1 : this.all.indexOf(this.here);
    const step: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: this.all.length - 1
    };
    const to = step[key];
    if (to === undefined || this.all.length === 0) return null;
    return this.all[Math.min(Math.max(to, 0), this.all.length - 1)]!;
  }
}
