import { PATIENCE } from '$lib/classwork/wire.ts';
import { isObject } from '$lib/exercises/parts/fitting.ts';
import type { FollowWorld } from '../follow.svelte.ts';
import type { Way } from './way.server.ts';

/** Until the way in is asked for again, in milliseconds. */
const AGAIN = 2000;

/**
 * The way in on the wall. The line says which code the class has; where it is another one, the pictures with it are asked
 * for until they are here. The rest of the wall stays as it is meanwhile.
 */
export class WayIn {
  way = $state.raw<Way>()!;
  readonly #url: string;
  readonly #world: FollowWorld;
  #wanted: string | null = null;
  #asking = false;
  /** Whether the addresses may be others by now. */
  #stale = false;

  /** @param url where the way in is asked for; @param way what the page began with */
  constructor(url: string, way: Way, world: FollowWorld) {
    this.#url = url;
    this.#world = world;
    this.way = way;
  }

  /** @param code which the class has now; `null` where nothing is to be asked for (any more) */
  want(code: string | null): void {
    this.#wanted = code;
    if (!this.#asking) void this.#ask();
  }

  /** A server that went and came back may be reached at another address. */
  renew(): void {
    this.#stale = true;
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#wanted !== null && (this.#stale || this.#wanted !== this.way.code)) {
      this.#stale = false;
      const way = await this.#fetched();
      if (way) this.way = way;
      else this.#stale = true;
      if (way?.code !== this.#wanted) await this.#world.wait(AGAIN);
    }
    this.#asking = false;
  }

  /** @returns `null` where nothing of ours answered */
  async #fetched(): Promise<Way | null> {
    try {
      const response = await this.#world.fetch(this.#url, {
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE)
      });
      const said: unknown = response.ok ? await response.json() : null;
      // It is made by the same code that shows it.
      return isObject(said) && Array.isArray(said.addresses) ? (said as unknown as Way) : null;
    } catch {
      return null;
    }
  }
}
