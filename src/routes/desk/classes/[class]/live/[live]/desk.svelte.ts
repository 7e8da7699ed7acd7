import type { Click } from '$lib/classroom/live/clicks.ts';
import type { DeskView } from '$lib/classroom/live/views.ts';
import { PATIENCE } from '$lib/classwork/wire.ts';
import { Line } from '$lib/live/line.svelte.ts';

export const UNSENT = 'It did not reach the server. Look at the connection of this device, then do it again.';
const GONE = 'There is no such session any more, or you are signed out. Load the page again.';

/**
 * An instructor at a live session: what the line says, and clicks. Nothing changes on the page before the line says that
 * it has.
 */
export class Desk {
  readonly line = new Line<DeskView>();
  /** Why a click did not do what it says. */
  refused = $state('');
  /** What is to be known before a click does what it says. */
  warned = $state.raw<{ click: Click; words: string } | null>(null);
  /** A click is on its way. */
  busy = $state(false);
  /** The server's clock, by the second. */
  now = $state(0);

  readonly #home: string;
  /** What waits for the click under way: what was asked about before it is done, then one of each that it is about. */
  #waiting: { click: Click; sure: boolean }[] = [];

  /** @param home address of the page, with a slash at its end */
  constructor(home: string) {
    this.#home = home;
    this.now = this.line.now();
  }

  /** Takes the line, and keeps the time. @returns what ends both */
  start(): () => void {
    const end = this.line.start(`${this.#home}events`);
    const timer = setInterval(() => (this.now = this.line.now()), 1000);
    return () => {
      end();
      clearInterval(timer);
    };
  }

  /**
   * While a click is on its way another is taken for the same again, and dropped; where the class is to look and what
   * holds for the whole session waits for it, and of several about one thing the last counts. What is sure waits too, and
   * goes first. Where there is no line, or no session any more, or it was ended here, nothing waits any longer: what is
   * said then holds for all of it.
   * @param sure was asked about: by the page, or by the server that warned before it did it
   */
  async click(click: Click, sure = false): Promise<void> {
    if (this.busy) {
      const about = aboutWhat(click);
      if (sure)
        this.#waiting.splice(this.#waiting.findLastIndex((each) => each.sure) + 1, 0, { click, sure });
      else if (about) this.#waiting = [...this.#waitingBut(about), { click, sure }];
      return;
    }
    this.busy = true;
    let done = false;
    let refused = '';
    try {
      const answer = await fetch(`${this.#home}click`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ click, sure }),
        signal: AbortSignal.timeout(PATIENCE)
      });
      // An answer that nobody reads to its end is under way for as long as the page is there.
      const said: unknown = await answer.json().catch(() => null);
      done = answer.ok;
      const warns = wordsIn(said, 'warns');
      if (warns !== null) this.warned = { click, words: warns };
      else if (!done) refused = wordsIn(said, 'refused') ?? (answer.status === 404 ? GONE : UNSENT);
    } catch {
      refused = UNSENT;
    } finally {
      this.busy = false;
    }
    if (refused) this.refused = refused;
    // In another step, or after what was refused, nobody meant to lead eyes there.
    if (!done || click.do === 'go') this.#waiting = this.#waitingBut('look');
    if (refused === UNSENT || refused === GONE || (done && click.do === 'end')) this.#waiting = [];
    const next = this.#waiting.shift();
    if (next) await this.click(next.click, next.sure);
  }

  #waitingBut(about: About): { click: Click; sure: boolean }[] {
    return this.#waiting.filter(({ click }) => aboutWhat(click) !== about);
  }
}

type About = 'look' | 'names' | 'door' | 'pace';

/** What a click is about that may wait for the one under way; `null` for one that may not. */
function aboutWhat({ do: what }: Click): About | null {
  if (what === 'point' || what === 'turn') return 'look';
  return what === 'names' || what === 'door' || what === 'pace' ? what : null;
}

const wordsIn = (said: unknown, name: string): string | null => {
  const words = said !== null && typeof said === 'object' ? (said as Record<string, unknown>)[name] : null;
  return typeof words === 'string' ? words : null;
};
