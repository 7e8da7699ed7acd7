import type { Click } from '$lib/classroom/live/clicks.ts';
import type { DeskView } from '$lib/classroom/live/views.ts';
import { Line } from '$lib/live/line.svelte.ts';

const UNSENT = 'It did not reach the server. Look at the connection of this device, then do it again.';

/**
 * An instructor at a live session: what the line says, and clicks. Nothing changes on the page before the line says that
 * it has.
 */
export class Desk {
  readonly line = new Line<DeskView>();
  /** Why a click did not do what it says. */
  refused = $state('');
  /** A click is on its way. */
  busy = $state(false);
  /** The server's clock, by the second. */
  now = $state(0);

  readonly #home: string;

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

  async click(click: Click): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const answer = await fetch(`${this.#home}click`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(click)
      });
      if (!answer.ok) this.refused = await whyOf(answer);
    } catch {
      this.refused = UNSENT;
    } finally {
      this.busy = false;
    }
  }
}

async function whyOf(answer: Response): Promise<string> {
  const said: unknown = await answer.json().catch(() => null);
  if (said && typeof said === 'object' && 'refused' in said && typeof said.refused === 'string')
    return said.refused;
  return answer.status === 404
    ? 'There is no such session any more, or you are signed out. Load the page again.'
    : UNSENT;
}
