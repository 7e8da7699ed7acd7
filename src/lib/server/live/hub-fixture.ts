import { setImmediate } from 'node:timers/promises';
import {
  isNewer,
  type Board,
  type DeskView,
  type LearnerView,
  type Stamp,
  type WallView
} from '../../classroom/live/views.ts';
import { registry } from '../../exercises/registry.ts';
import { openStore } from '../db/store.ts';
import { LocalBus } from './bus.ts';
import type { Clock } from './clock.ts';
import { clicks, found, liveClass, saves, T } from './fixture.ts';
import { Hub } from './hub.ts';
import { TEACHER } from '../results-fixture.ts';

/** For the tests: time, a hub over a store in memory, and the devices that listen to it. */

await registry.attribution.classroom();

/** A class in a session, with a hub that listens to it, and time that stands still. */
export async function begun(learners: number) {
  const { db } = await openStore({ memory: true });
  const at = await liveClass(db, learners);
  const bus = new LocalBus();
  const clock = new HandClock();
  let hub = new Hub(db, bus, clock);
  const part = at.parts[0]!;
  const device = async <View extends LearnerView | WallView | DeskView>(
    how: (hub: Hub) => Promise<ReadableStream<Uint8Array>>
  ) => {
    const made = new Device<View>(await how(hub), clock);
    await settled();
    return made;
  };
  return {
    ...{ db, at, bus, clock, part },
    learner: async (n: number) => {
      const live = await found(db, at);
      return device<LearnerView>((hub) =>
        hub.learner(live, at.pupils[n]!.id, at.pupils[n]!.sender.tokenHash)
      );
    },
    desk: async () => {
      const live = await found(db, at);
      return device<DeskView>((hub) => hub.desk(live, TEACHER));
    },
    wall: async () => {
      const live = await found(db, at);
      return device<WallView>((hub) => hub.wall(live, TEACHER));
    },
    click: async (...all: Parameters<typeof clicks>[3][]) => {
      const outcome = await clicks(db, bus, at, ...all);
      await settled();
      return outcome;
    },
    save: async (n: number, of: Parameters<typeof saves>[4] = {}) => {
      const outcome = await saves(db, bus, at, at.pupils[n]!, of);
      await settled();
      return outcome;
    },
    restart: () => {
      hub.close();
      hub = new Hub(db, bus, clock);
    }
  };
}

/** Time that goes on when it is told to. */
export class HandClock implements Clock {
  #now = T;
  #waiting: { at: number; what: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, what: () => void): () => void {
    const one = { at: this.#now + milliseconds, what };
    this.#waiting.push(one);
    return () => (this.#waiting = this.#waiting.filter((each) => each !== one));
  }

  /** Lets time go by; what follows of something is done before the next. */
  async go(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await settled();
    for (;;) {
      const next = this.#waiting.sort((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.#waiting.shift();
      this.#now = Math.max(this.#now, next.at);
      next.what();
      await settled();
    }
    this.#now = until;
  }
}

/** Everything that waits for nothing but the embedded store is done. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 4; i++) await setImmediate();
}

export interface Told {
  event: string;
  data: unknown;
  /** When it came. */
  at: number;
}

/** A device: it takes what is newer than what it holds. */
export class Device<View extends { common: Stamp } = { common: Stamp }> {
  readonly heard: Told[] = [];
  view: View | null = null;
  board: Board | null = null;
  refused: string | null = null;
  over = false;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(stream: ReadableStream<Uint8Array>, clock: Pick<Clock, 'now'> = Date) {
    this.#reader = stream.getReader();
    void this.#read(clock);
  }

  async #read(clock: Pick<Clock, 'now'>): Promise<void> {
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await this.#reader.read();
      if (done) break;
      const [, event, data] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(decoder.decode(value))!;
      this.#take({ event: event!, data: JSON.parse(data!), at: clock.now() });
    }
    this.over = true;
  }

  #take(told: Told): void {
    this.heard.push(told);
    if (told.event === 'view') {
      const view = told.data as View;
      if (isNewer(this.view?.common ?? null, view.common)) this.view = view;
    }
    if (told.event === 'board') {
      const board = told.data as Board;
      if (isNewer(this.board, board)) this.board = board;
    }
    if (told.event === 'refused') this.refused = (told.data as { why: string }).why;
  }

  of(event: string): Told[] {
    return this.heard.filter((each) => each.event === event);
  }

  /** Goes off the line. */
  drop(): Promise<void> {
    return this.#reader.cancel();
  }
}
