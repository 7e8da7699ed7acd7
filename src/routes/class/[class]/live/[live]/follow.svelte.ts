import { Sitting } from '$lib/live/sitting.ts';
import type { RemoteSession } from '$lib/classwork/remote.svelte.ts';
import { askStep } from './asking.ts';
import { satOf, withViews, type Given } from './given.ts';

/** How long it is waited for answers that are on their way, before the next step is asked for; and until it is asked again. */
const FLUSH = 1000;
const AGAIN = 800;

/**
 * The step on a learner's page, and the answer to it. It follows the class: what is on its way goes out first, then the
 * next step is asked for, until it is here.
 */
export class Follow {
  given = $state.raw<Given | null>(null);
  session = $state.raw<RemoteSession | null>(null);
  signedOut = $state(false);

  readonly sitting = new Sitting();
  readonly #home: string;
  #wanted: { key: string; at: string | null } | null = null;
  #asking = false;
  #over = false;
  /** What was saved in other steps and rounds, when this one was asked for. */
  #elsewhere = 0;

  /** @param home the address of the session, with a slash at its end */
  constructor(home: string, given: Given | null) {
    this.#home = home;
    this.show(given);
  }

  /** How often answers were saved, as far as this page knows. */
  get saves(): number {
    return this.#elsewhere + (this.session?.revision ?? 0);
  }

  show(given: Given | null): void {
    this.given = given;
    this.session = given && this.sitting.at(satOf(given));
    this.#elsewhere = given ? given.saves - (given.sat.saved?.revision ?? 0) : 0;
    this.sitting.tidy(this.session);
    if (given) this.sitting.bringKept(given.works);
  }

  /** Asks for a step until it is here. @param key what it is to answer; @param at the part, at one's own pace */
  want(key: string, at: string | null): void {
    this.#wanted = { key, at };
    if (!this.#asking) void this.#ask();
  }

  /** Nothing is to be asked for any more. */
  end(): void {
    this.#over = true;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#wanted && !this.#over && !this.signedOut) {
      const { key, at } = this.#wanted;
      await Promise.race([this.sitting.flush(), wait(FLUSH)]);
      const said = await askStep(this.#home, at);
      if (this.#over) break;
      if (said === 'signed-out') this.signedOut = true;
      else if (said !== 'unreached') {
        const given = said.step && (await withViews(said.step).catch(() => null));
        if (given) this.show(given);
        if (given?.wanted === key && this.#wanted.key === key) this.#wanted = null;
      }
      if (this.#wanted) await wait(AGAIN);
    }
    this.#asking = false;
  }
}

const wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
