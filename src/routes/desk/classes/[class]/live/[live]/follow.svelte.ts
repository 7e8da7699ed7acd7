import { PATIENCE } from '$lib/classwork/wire.ts';
import { isObject } from '$lib/exercises/parts/fitting.ts';
import { classShows, type ClassShows } from '$lib/live/class-view.ts';
import type { ShownStep } from '$lib/server/live/shown.ts';

/** A step as the instructor's view and the wall show it: what the server gave, with what shows it. */
export interface Given extends ClassShows {
  step: ShownStep;
}

/** Loads what shows a step, on the server as in the browser. */
export const withViews = async (step: ShownStep): Promise<Given> => ({
  step,
  ...(await classShows(step.type, step.item))
});

/** What a page needs: the step, and whether with its key. Empty before the first step. */
export const keyOf = (part: string | undefined, keyed: boolean): string =>
  part === undefined ? '' : `${part} ${keyed}`;

/** How long it is waited before a step is asked for again, at least, and how much longer by chance. */
const AGAIN = { least: 800, more: 700 };

/** What is asked for a step, and what waits. */
export interface FollowWorld {
  fetch: typeof globalThis.fetch;
  wait: (milliseconds: number) => Promise<void>;
}

/**
 * The step on an instructor's page, or on the wall. It is asked for until it is here, one request at a time: a line that
 * breaks in between takes nothing from the page.
 */
export class Follow {
  given = $state.raw<Given | null>(null);
  /** There is no such session any more, or nobody is signed in: it is not asked for again. */
  gone = $state(false);

  readonly #url: string;
  readonly #world: FollowWorld;
  #wanted: string | null = null;
  #asking = false;

  /** @param url where the step is asked for; @param given what the page began with */
  constructor(url: string, given: Given | null, world: FollowWorld = browserWorld()) {
    this.#url = url;
    this.#world = world;
    this.given = given;
  }

  /** What the step on the page is an answer to: see `keyOf`. */
  get has(): string {
    return keyOf(this.given?.step.part, this.given?.step.key != null);
  }

  /** Asks until the step is here. @param key see `keyOf`; nothing is wanted where it is empty */
  want(key: string): void {
    this.#wanted = key === '' || key === this.has ? null : key;
    if (this.#wanted !== null && !this.#asking && !this.gone) void this.#ask();
  }

  /** Nothing is to be asked for any more. */
  end(): void {
    this.#wanted = null;
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#wanted !== null && !this.gone) {
      const key = this.#wanted;
      const said = await this.#fetched();
      if (said === 'gone') this.gone = true;
      else if (said && keyOf(said.step.part, said.step.key !== null) === this.#wanted) this.given = said;
      if (this.#wanted === this.has) this.#wanted = null;
      else if (this.#wanted === key) await this.#world.wait(AGAIN.least + Math.random() * AGAIN.more);
    }
    this.#asking = false;
  }

  /** @returns `null` where nothing of ours answered, or there is no step */
  async #fetched(): Promise<Given | 'gone' | null> {
    try {
      // Who is signed out would be led to a page to sign in.
      const response = await this.#world.fetch(this.#url, {
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE)
      });
      if (response.status === 404 || response.type === 'opaqueredirect') return 'gone';
      const said: unknown = response.ok ? await response.json() : null;
      // It is made by the same code that shows it.
      return isObject(said) && isObject(said.step)
        ? await withViews(said.step as unknown as ShownStep)
        : null;
    } catch {
      return null;
    }
  }
}

export const browserWorld = (): FollowWorld => ({
  fetch: (...asked) => fetch(...asked),
  wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds))
});
