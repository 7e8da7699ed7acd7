import { SvelteMap } from 'svelte/reactivity';
import { Sitting } from '$lib/live/sitting.ts';
import type { Which } from '$lib/classroom/saving.ts';
import type { Known } from '$lib/live/done.svelte.ts';
import type { Round } from '$lib/classroom/live/state.ts';
import type { RemoteSession } from '$lib/classwork/remote.svelte.ts';
import { askStep, sayDone } from './asking.ts';
import { satOf, withViews, type Given } from './given.ts';
import type { StepData } from './step.server.ts';

/** What a page that follows needs of the world. */
export interface FollowWorld {
  /** The step that the learner is at; `gone` where there is no such session any more. */
  ask(at: string | null): Promise<{ step: StepData | null } | 'signed-out' | 'gone' | 'unreached'>;
  /** A step with what shows it. @throws where that could not be fetched */
  views(step: StepData): Promise<Given>;
  /** Tells the server that the learner is done with an answer, or not after all. */
  say(which: Which, done: { done: boolean; revision: number }): Promise<Known>;
  wait(milliseconds: number): Promise<void>;
  /** Between 0 and 1. */
  random(): number;
}

/** How long it is waited for answers that are on their way, before the next step is asked for, in milliseconds. */
const FLUSH = 1000;
/** A class does not ask all at once: each device waits a little, at most so long. */
const SPREAD = 400;
/** Until it is asked again: longer each time, up to so many times. */
const AGAIN = { wait: 800, times: 5 };

/**
 * The step on a learner's page, and the answer to it. It follows the class: what is on its way goes out first, then the
 * next step is asked for, until it is here or not wanted any more.
 */
export class Follow {
  given = $state.raw<Given | null>(null);
  session = $state.raw<RemoteSession | null>(null);
  signedOut = $state(false);
  /** There is no such session any more. */
  gone = $state(false);

  readonly sitting = new Sitting();
  readonly #world: FollowWorld;
  #wanted: { key: string; at: string | null } | null = null;
  #asking = false;
  #over = false;
  /** The round of each work that the page has shown. */
  readonly #rounds = new SvelteMap<string, Round | null>();
  /** What was saved in other steps and rounds, when this one was asked for. */
  #elsewhere = 0;

  constructor(world: FollowWorld, given: Given | null) {
    this.#world = world;
    this.show(given);
  }

  /** How often answers were saved, as far as this page knows. */
  get saves(): number {
    return this.#elsewhere + (this.session?.revision ?? 0);
  }

  /** The round of an answer that the page has shown. */
  roundOf(work: string): Round | null {
    return this.#rounds.get(work) ?? null;
  }

  show(given: Given | null): void {
    if (given?.sat.work) this.#rounds.set(given.sat.work, given.sat.round);
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

  /**
   * Tells the server that the learner is done with what stands here, or not after all. Where another device has saved
   * more, that is asked for: without a line nothing else would bring it.
   */
  async tell(done: boolean): Promise<Known> {
    const { given, session } = this;
    if (!given?.sat.work || !session) return null;
    const which = { work: given.sat.work, part: given.part, version: given.sat.exercise.version };
    const known = await this.#world.say(which, { done, revision: session.revision });
    const stands = this.given === given && this.#wanted === null;
    if (known === 'newer' && stands && !this.#over) this.want(given.wanted, given.part);
    return known;
  }

  /** What is here is what is wanted, or nothing is: what was asked for before need not come any more. */
  rest(): void {
    this.#wanted = null;
  }

  /** The page goes: nothing is asked for any more. */
  end(): void {
    this.#over = true;
  }

  async #ask(): Promise<void> {
    const { ask, views, wait, random } = this.#world;
    this.#asking = true;
    let failed = 0;
    while (this.#goesOn()) {
      await Promise.all([
        Promise.race([this.sitting.flush(), wait(FLUSH)]),
        wait(Math.round(random() * SPREAD))
      ]);
      if (!this.#wanted || !this.#goesOn()) break;
      const said = await ask(this.#wanted.at);
      const given = typeof said === 'string' || !said.step ? null : await views(said.step).catch(() => null);
      if (!this.#goesOn()) break;
      if (said === 'signed-out') this.signedOut = true;
      if (said === 'gone') this.gone = true;
      if (given) this.show(given);
      if (given?.wanted === this.#wanted?.key) this.#wanted = null;
      if (this.#goesOn()) await wait(AGAIN.wait * Math.min(++failed, AGAIN.times));
    }
    this.#asking = false;
  }

  #goesOn(): boolean {
    return this.#wanted !== null && !this.#over && !this.signedOut && !this.gone;
  }
}

/** @param home the address of the session, with a slash at its end */
export const browserFollow = (home: string): FollowWorld => ({
  ask: (at) => askStep(home, at),
  say: (which, done) => sayDone(home, which, done),
  views: withViews,
  wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
  random: Math.random
});
