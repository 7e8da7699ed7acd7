import type { Refusal } from '../classroom/saving.ts';

/**
 * What the server has once it was told; `newer` where another device has saved what this one has not seen, `refused`
 * where it takes nothing, and why; `null` where it was not reached, or had trouble: the same again may be taken.
 */
export type Known = boolean | 'newer' | { refused: Refusal } | null;

/** What a device needs to say that its learner is done. */
export interface DoneWorld {
  /** Tells the server. */
  tell(done: boolean): Promise<Known>;
  wait(milliseconds: number): Promise<void>;
}

/** Until the server is told again what it was not reached with, in milliseconds. */
const RETRY = 4000;

/**
 * Whether a learner is done with an answer, on one of their devices: what the server says, of all of them. What was said
 * here stands until the server is heard again. One thing is told at a time, so that the last one wins.
 */
export class Done {
  readonly #world: DoneWorld;
  #heard = $state(false);
  /** What was said here since the server was heard last. */
  #own = $state<boolean | null>(null);
  #last: Promise<unknown> = Promise.resolve();
  #under = 0;
  /** Counts what was said here. */
  #turn = 0;
  /** Counts what is told until the server is reached: a later one, or anything else that is said, ends it. */
  #insists = 0;

  constructor(world: DoneWorld, heard: boolean) {
    this.#world = world;
    this.#heard = heard;
  }

  get is(): boolean {
    return this.#own ?? this.#heard;
  }

  /** The server says anew how it is. While it is being told something, that stands. */
  hear(done: boolean): void {
    this.#heard = done;
    if (this.#under === 0) this.#own = null;
  }

  /** The learner is done. @returns what the server has */
  async finish(): Promise<Known> {
    const turn = ++this.#turn;
    const has = await this.#tell(true);
    if (turn === this.#turn && (typeof has === 'boolean' || has === 'newer')) this.#own = has === true;
    return has;
  }

  /**
   * The server was not reached with the word that the learner is done: it is told again until it is, or they do something
   * else.
   * @param again says it once more
   * @param stands whether the answer is still the one that they are done with
   * @returns `null` where it is not told any more
   */
  async insist(again: () => Promise<Known>, stands: () => boolean): Promise<Known> {
    const mine = ++this.#insists;
    for (;;) {
      await this.#world.wait(RETRY);
      if (mine !== this.#insists || !stands()) return null;
      const has = await again();
      if (has !== null || mine !== this.#insists) return has;
    }
  }

  /** The learner goes on after all: here at once, and for the server as soon as it is reached; what it refuses is not told again. */
  async reopen(): Promise<void> {
    const turn = ++this.#turn;
    this.#insists++;
    this.#own = false;
    while ((await this.#tell(false)) === null && turn === this.#turn) {
      await this.#world.wait(RETRY);
      if (turn !== this.#turn) return;
    }
  }

  /** The answer has left the page: nothing is told again. */
  end(): void {
    this.#turn++;
    this.#insists++;
  }

  #tell(done: boolean): Promise<Known> {
    this.#under++;
    const told = this.#last.then(() => this.#world.tell(done)).finally(() => this.#under--);
    this.#last = told;
    return told;
  }
}
