/** The time that is left, by the server's clock. The learner's own may be wrong: only how far it has gone counts. */
export class Countdown {
  readonly #endsAt: number;
  readonly #elapsed: () => number;
  /** What was left, and where the page's own clock stood then. */
  #left: number;
  #at: number;

  /**
   * @param endsAt when the time is over, and `now` what the server's clock says: milliseconds since 1970
   * @param elapsed a clock of milliseconds that never jumps; it may stand still while the device sleeps
   */
  constructor(endsAt: number, now: number, elapsed: () => number) {
    this.#endsAt = endsAt;
    this.#elapsed = elapsed;
    this.#left = endsAt - now;
    this.#at = elapsed();
  }

  /** In milliseconds; below zero once it is over. */
  get left(): number {
    return this.#left - (this.#elapsed() - this.#at);
  }

  /** The server's clock says something else, as after a sleep. It gives nothing back: it says whole seconds only. */
  correct(now: number): void {
    this.#left = Math.min(this.left, this.#endsAt - now);
    this.#at = this.#elapsed();
  }
}

/**
 * What the server's clock says, to the second.
 * @param ask sends a request to the server
 * @returns milliseconds since 1970; `null` where it cannot be asked
 */
export async function serverTime(ask: () => Promise<Response>): Promise<number | null> {
  const answer = await ask().catch(() => null);
  const time = Date.parse(answer?.headers.get('date') ?? '');
  return Number.isNaN(time) ? null : time;
}
