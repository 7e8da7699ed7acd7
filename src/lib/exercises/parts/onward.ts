/** How long an answer is left in sight before the next item takes its place, in milliseconds. */
export const CALM = 500;

/** The same where something more is asked, which one may say or pass over. */
export const ASKED = 2500;

/**
 * Goes on by itself, a calm moment after an item was answered by pointing. Keys pass over labels and a screen reader
 * reads them out: neither is hurried on. Whatever a person does in that moment comes first, and ends it.
 */
export class Onward {
  /** What is being pressed is an answer. */
  pointed = false;
  readonly #on: () => boolean;
  readonly #go: () => void;
  /** The item that was answered so. */
  #at: number | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param on whether the learner wants that */
  constructor(on: () => boolean, go: () => void) {
    this.#on = on;
    this.#go = go;
  }

  /**
   * An item was answered. One that had an answer before is being corrected, and stays in sight.
   * @param asked whether something more is asked of it, which may be passed over: there is time to say it (`more`)
   */
  answered(at: number, before: boolean, asked = false): void {
    this.#at = this.pointed && !before ? at : null;
    this.pointed = false;
    this.more(at, asked ? ASKED : CALM);
  }

  /** What was asked further is answered: the moment begins, again where it had begun. */
  more(at: number, after = CALM): void {
    this.stop();
    if (this.#at !== at || !this.#on()) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#at = null;
      this.#go();
    }, after);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** Stops at whatever is done on the page. @returns what ends the listening */
  watch(): () => void {
    const stop = () => this.stop();
    const kinds = ['pointerdown', 'keydown', 'wheel'];
    for (const kind of kinds) addEventListener(kind, stop, { capture: true, passive: true });
    return () => {
      stop();
      for (const kind of kinds) removeEventListener(kind, stop, { capture: true });
    };
  }
}
