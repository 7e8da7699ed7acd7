/** How long answers are gathered before they are sent. */
const GATHER = 700;
/** When it is tried again after the server was not reached, in milliseconds; the last stays. */
const RETRY = [2000, 4000, 8000, 15_000];

/** When an answer is sent: a moment after it was given, and later each time where the server was not reached. */
export class Sending {
  readonly #after: (milliseconds: number, call: () => void) => () => void;
  readonly #send: () => void;
  #timer: (() => void) | null = null;
  #failed = 0;

  /** @param after calls back after so many milliseconds, and gives what takes that back */
  constructor(after: (milliseconds: number, call: () => void) => () => void, send: () => void) {
    this.#after = after;
    this.#send = send;
  }

  soon(): void {
    this.#in(GATHER);
  }

  /** The server was not reached. */
  again(): void {
    this.#in(RETRY[Math.min(this.#failed++, RETRY.length - 1)]!);
  }

  reached(): void {
    this.#failed = 0;
  }

  /** It is being sent: nothing more is to be waited for. */
  goes(): void {
    this.#timer?.();
    this.#timer = null;
  }

  #in(milliseconds: number): void {
    this.#timer ??= this.#after(milliseconds, () => {
      this.#timer = null;
      this.#send();
    });
  }
}
