import { RemoteSession } from '../classwork/remote.svelte.ts';
import type { Sat, World } from '../classwork/sat.ts';
import { SvelteMap } from 'svelte/reactivity';
import type { Which } from '../classroom/saving.ts';
import { sendKept } from './kept.ts';

/** When answers to steps before are tried again, in milliseconds: later each time, up to so many times. */
const RETRY = { wait: 4000, times: 5 };

interface Open {
  session: RemoteSession;
  place: Which;
  /** Ends what it listens to, once it listens. */
  end: (() => void) | null;
}

/**
 * The answers of one learner in a live session, while the page is open. The class goes on whether or not all of them
 * have arrived: what is still on its way when the page shows another step goes on being sent.
 */
export class Sitting {
  readonly #open = new SvelteMap<string, Open>();
  #world: World | null = null;
  #works: readonly string[] = [];
  /** Whether kept answers are being sent, or wait to be tried again. */
  #sending = false;
  #failed = 0;
  #timer: (() => void) | null = null;

  /** The session of an exercise in a round; the same one, where it was open before. */
  at(sat: Sat): RemoteSession {
    const key = keyOf(sat.place);
    const before = this.#open.get(key);
    if (before && !before.session.stopped) {
      if (sat.saved) before.session.take(sat.saved);
      return before.session;
    }
    before?.end?.();
    const session = new RemoteSession(sat);
    const end = this.#world && session.restore(this.#world);
    this.#open.set(key, { session, place: sat.place, end });
    return session;
  }

  /** Whether the server has every answer as it stands here, or takes no more of them. */
  get sent(): boolean {
    return [...this.#open.values()].every(({ session }) => session.settled || session.stopped !== null);
  }

  /** Answers that another device of the learner has saved another way, of every step. */
  get conflicts(): RemoteSession[] {
    return [...this.#open.values()].flatMap(({ session }) => (session.conflict ? [session] : []));
  }

  /** Of two answers the one that the server has stands, where no other is taken any more. */
  settle(takes: (which: Which) => boolean): void {
    for (const { session, place } of this.#open.values())
      if (session.conflict && !takes(place)) session.giveWay();
  }

  /** What stopped answers from being taken is over. */
  resume(): void {
    for (const { session } of this.#open.values()) session.resume();
  }

  /** Brings back what was not sent, and sends it from now on. @returns what ends that */
  start(world: World): () => void {
    this.#world = world;
    for (const one of this.#open.values()) one.end ??= one.session.restore(world);
    return () => {
      this.#timer?.();
      for (const { end } of this.#open.values()) end?.();
      this.#open.clear();
      this.#world = null;
    };
  }

  /** Sends what waits, of every step. @returns once it is saved, or cannot be now */
  async flush(): Promise<void> {
    await Promise.all([...this.#open.values()].map(({ session }) => session.flush()));
  }

  /** Lets go of what has arrived, but for the answer on the page. */
  tidy(here: RemoteSession | null): void {
    for (const [key, { session, end }] of this.#open) {
      if (session === here || !(session.settled || session.stopped)) continue;
      end?.();
      this.#open.delete(key);
    }
  }

  /** Sends what was kept of these works before this page was opened, until it has arrived. */
  bringKept(works: readonly string[]): void {
    this.#works = works;
    if (!this.#sending) void this.#sendKept();
  }

  async #sendKept(): Promise<void> {
    const world = this.#world;
    if (!world) return;
    this.#sending = true;
    const here = (answer: Which) => this.#open.has(keyOf(answer));
    const waits = await sendKept(world.store, world.wire, this.#works, here);
    this.#sending = waits && this.#world !== null;
    this.#failed = waits ? this.#failed + 1 : 0;
    const wait = RETRY.wait * Math.min(this.#failed, RETRY.times);
    if (this.#sending) this.#timer = world.after(wait, () => void this.#sendKept());
  }
}

const keyOf = ({ work, part, version }: Which): string => `${work}/${part}/${version}`;
