import { isNewer, type Board, type CommonView } from '../classroom/live/views.ts';
import { isObject } from '../exercises/parts/fitting.ts';

/** What a line needs of the world. */
export interface LineWorld {
  open: (url: string) => Source;
  now: () => number;
  /** Calls back after so many milliseconds. @returns what takes that back */
  after: (milliseconds: number, call: () => void) => () => void;
  /** Between 0 and 1. */
  random: () => number;
  /** Calls back when the device, or its connection, is awake again. @returns what ends that */
  wakes: (call: () => void) => () => void;
}

/** What is used of an `EventSource`. */
export interface Source {
  addEventListener(name: string, hear: (event: { data?: unknown }) => void): void;
  close(): void;
}

/** A line on which nothing was heard for so long is dead: the server says something every four seconds. */
export const SILENCE = 10_000;
/** What ends by itself: the door opens, or one is let in again. Until then it is asked every three seconds or so. */
const PASSING = ['shut', 'out'];
const ASK = { least: 2500, most: 3500 };
/** How long it waits before it connects again, at least and at most; longer each time, up to so many times. */
const WAIT = { least: 500, most: 2000, times: 4 };

/**
 * One device on the line of a live session: the last value of each kind that the server has sent. It connects again by
 * itself, and takes nothing that is older than what it has. Each device waits a little differently, so that a class
 * does not come back all at once.
 */
export class Line<View extends { common: CommonView }> {
  view = $state.raw<View | null>(null);
  board = $state.raw<Board | null>(null);
  /** `down` once nothing was heard for ten seconds. */
  up = $state<'connecting' | 'up' | 'down'>('connecting');
  /** Why the server let nobody in: where that ends by itself, it asks again; else it does not connect any more. */
  refused = $state<string | null>(null);
  /** The server's clock minus the one of this device, in milliseconds. */
  skew = $state(0);
  /** On how many connections anything was heard. */
  connections = $state(0);

  readonly #world: LineWorld;
  #source: Source | null = null;
  #heardAt = 0;
  /** Attempts since anything was heard. */
  #failed = 0;
  /** Whether this connection has said anything, and what time it is. */
  #speaks = false;
  #told = false;
  /** Ends when nothing was heard at all, from this connection or one before. */
  #silence: (() => void) | null = null;
  /** Ends when nothing was heard from this connection. */
  #patience: (() => void) | null = null;
  #again: (() => void) | null = null;

  constructor(world: LineWorld = browserWorld()) {
    this.#world = world;
  }

  /** The server's clock. */
  now(): number {
    return this.#world.now() + this.skew;
  }

  /** Connects, and stays connected. @returns what ends it */
  start(url: string): () => void {
    this.#noted();
    this.#connect(url);
    const end = this.#world.wakes(() => {
      if (this.#source === null || this.#world.now() - this.#heardAt >= SILENCE) this.#connect(url);
    });
    return () => {
      end();
      this.#end();
    };
  }

  #connect(url: string): void {
    this.#drop();
    if (this.#isOver) return;
    this.#speaks = this.#told = false;
    const source = (this.#source = this.#world.open(url));
    this.#patience = this.#world.after(SILENCE, () => this.#lost(url));
    const on = (name: string, take: (said: unknown) => void) =>
      source.addEventListener(name, ({ data }) => {
        // What was closed may still have something to say.
        if (source !== this.#source) return;
        this.#heard(url);
        take(valueOf(data));
      });
    on('view', (said) => this.#look(said));
    on('board', (said) => {
      if (isBoard(said) && isNewer(this.board, said)) this.board = said;
    });
    on('beat', (said) => {
      if (typeof said === 'number') this.#clock(said);
    });
    on('refused', (said) => {
      this.refused = isObject(said) && typeof said.why === 'string' ? said.why : 'unknown';
      this.#end();
      if (!this.#isOver) this.#again = this.#world.after(this.#between(ASK), () => this.#connect(url));
    });
    source.addEventListener('error', () => {
      if (source === this.#source) this.#lost(url);
    });
  }

  #look(said: unknown): void {
    if (!isView<View>(said)) return;
    this.#clock(said.common.now);
    this.refused = null;
    if (isNewer(this.view?.common ?? null, said.common)) this.view = said;
  }

  /** What was long on its way makes the server's clock look slow: of one connection the fastest message is right. */
  #clock(theirs: number): void {
    const skew = theirs - this.#world.now();
    this.skew = this.#told ? Math.max(this.skew, skew) : skew;
    this.#told = true;
  }

  #heard(url: string): void {
    this.#failed = 0;
    this.up = 'up';
    if (!this.#speaks) this.connections++;
    this.#speaks = true;
    this.#noted();
    this.#patience?.();
    this.#patience = this.#world.after(SILENCE, () => this.#lost(url));
  }

  #noted(): void {
    this.#heardAt = this.#world.now();
    this.#silence?.();
    this.#silence = this.#world.after(SILENCE, () => (this.up = 'down'));
  }

  /** Connects again after a while. Until it has been silent for long, nobody need know. */
  #lost(url: string): void {
    this.#drop();
    const soon = this.#between(WAIT) * Math.min(++this.#failed, WAIT.times);
    this.#again = this.#world.after(this.refused === null ? soon : this.#between(ASK), () =>
      this.#connect(url)
    );
  }

  #between({ least, most }: { least: number; most: number }): number {
    return least + this.#world.random() * (most - least);
  }

  get #isOver(): boolean {
    return this.refused !== null && !PASSING.includes(this.refused);
  }

  #drop(): void {
    this.#source?.close();
    this.#source = null;
    this.#patience?.();
    this.#again?.();
  }

  #end(): void {
    this.#drop();
    this.#silence?.();
  }
}

function valueOf(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : undefined;
  } catch {
    return undefined;
  }
}

const isStamp = (value: Record<string, unknown>) =>
  typeof value.version === 'number' && typeof value.saves === 'number';

/** The server makes views by the same code that shows them: no more is looked at than what this file uses. */
const isView = <View>(said: unknown): said is View =>
  isObject(said) && isObject(said.common) && isStamp(said.common) && typeof said.common.now === 'number';

const isBoard = (said: unknown): said is Board =>
  isObject(said) && isStamp(said) && typeof said.part === 'string' && isObject(said.first);

function browserWorld(): LineWorld {
  return {
    open: (url) => new EventSource(url),
    now: Date.now,
    after(milliseconds, call) {
      const timer = setTimeout(call, milliseconds);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    wakes(call) {
      const onvisibility = () => document.visibilityState === 'visible' && call();
      addEventListener('online', call);
      addEventListener('pageshow', call);
      document.addEventListener('visibilitychange', onvisibility);
      return () => {
        removeEventListener('online', call);
        removeEventListener('pageshow', call);
        document.removeEventListener('visibilitychange', onvisibility);
      };
    }
  };
}
