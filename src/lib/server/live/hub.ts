import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { keepWhileLive } from '../join-codes.ts';
import type { Bus } from './bus.ts';
import { clock as serversClock, type Clock } from './clock.ts';
import { Frames, refusing } from './frames.ts';
import { LiveRoom } from './room.ts';
import { isSeated, noteGone, noteSeen, takeSeat } from './seats.ts';
import type { Live } from './sessions.ts';
import type { As } from './speaker.ts';

/**
 * All sessions that somebody listens to in this process, a room each. Nothing is in a hub that is not in the store: one
 * that is made anew goes on where the last one was.
 */

/** Milliseconds between beats: a device that hears none for ten seconds knows that its line is dead. */
export const BEAT = 4000;
/** Between looks for news that were lost, and between notes of who is on the line. */
const LOOK = 15_000;
const SEEN = 20_000;
/** How long after a learner's last device went they are off the line: to load a page again takes less. */
const GOODBYE = 2000;
/** Milliseconds over which who went is gathered. */
const GATHER = 250;

export class Hub {
  readonly #db: Kysely<Database>;
  readonly #bus: Bus;
  readonly #clock: Clock;
  readonly #rooms = new Map<string, Promise<LiveRoom>>();
  readonly #open = new Map<string, LiveRoom>();
  /** Learners whose last device went, and when, by session. */
  readonly #leaving = new Map<string, Map<string, number>>();
  /** Rooms that are looked at just now, and whether somebody has asked for another look meanwhile. */
  readonly #looking = new Map<LiveRoom, boolean>();
  readonly #stops: (() => void)[];
  #closed = false;

  constructor(db: Kysely<Database>, bus: Bus, clock: Clock = serversClock) {
    this.#db = db;
    this.#bus = bus;
    this.#clock = clock;
    this.#stops = [
      bus.hear((heard) => {
        if (heard === 'all') return this.#open.forEach((room) => room.changedAll());
        const room = this.#open.get(heard.live);
        if (room && heard.who) this.#look(room);
        else room?.changed(heard.answers);
      }),
      this.#every(BEAT, (room) => room.beat()),
      this.#every(LOOK, (room) => this.#look(room)),
      this.#every(SEEN, (room) => void this.#seen(room).catch(() => {}))
    ];
  }

  /** A learner's device: takes their seat. Where they may not listen, the stream says why and ends. */
  async learner(live: Live, learner: string, tokenHash: string): Promise<ReadableStream<Uint8Array>> {
    const taken = await takeSeat(this.#db, live, learner, this.#clock.now());
    const knows = taken === 'ended' && (await isSeated(this.#db, live.id, learner));
    if (taken !== 'new' && taken !== 'back' && !knows) return refusing(taken);
    const stream = await this.#listen(live.id, { is: 'learner', learner, tokenHash });
    if (!knows) this.#bus.tell({ live: live.id });
    return stream;
  }

  /** The projector, put up by an instructor. */
  wall(live: Live, user: string): Promise<ReadableStream<Uint8Array>> {
    return this.#listen(live.id, { is: 'wall', user });
  }

  /** An instructor. */
  desk(live: Live, user: string): Promise<ReadableStream<Uint8Array>> {
    return this.#listen(live.id, { is: 'desk', user });
  }

  /** Ends every stream. Devices come again by themselves. */
  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    for (const room of this.#open.values()) room.close();
    this.#open.clear();
    this.#rooms.clear();
  }

  async #listen(id: string, as: As): Promise<ReadableStream<Uint8Array>> {
    const room = await this.#room(id);
    if (this.#closed) {
      const frames = new Frames(() => {});
      frames.end();
      return frames.stream;
    }
    return room.listen(as, () => this.#left(room, as));
  }

  #room(id: string): Promise<LiveRoom> {
    const found = this.#rooms.get(id);
    if (found) return found;
    const room = new LiveRoom(this.#db, id, this.#clock, (learners) => {
      void this.#here(id, learners).catch(() => {});
    });
    // What changes while it is read is heard already.
    this.#open.set(id, room);
    const reading = this.#keep(id).then(() => room.open());
    const opened = reading.then(
      () => room,
      (error: unknown) => {
        this.#drop(room);
        throw error;
      }
    );
    this.#rooms.set(id, opened);
    return opened;
  }

  /** Lets the code work on that is shown. Where that cannot be written, nothing else waits for it: the next look tries again. */
  #keep(id: string): Promise<void> {
    return keepWhileLive(this.#db, id, this.#clock.now()).catch(() => {});
  }

  /** Looks for what nobody told: at a room once at a time, and once more where it was asked for meanwhile. */
  #look(room: LiveRoom): void {
    const looking = this.#looking;
    if (looking.has(room)) return void looking.set(room, true);
    looking.set(room, false);
    void this.#keep(room.id)
      .then(() => room.look())
      .catch(() => room.changedAll())
      .finally(() => {
        const again = looking.get(room);
        looking.delete(room);
        if (again && this.#open.get(room.id) === room) this.#look(room);
      });
  }

  #drop(room: LiveRoom): void {
    if (this.#open.get(room.id) !== room) return;
    room.close();
    this.#open.delete(room.id);
    this.#rooms.delete(room.id);
  }

  #left(room: LiveRoom, as: As): void {
    if (this.#closed) return;
    const leaving = this.#leaving.get(room.id) ?? new Map<string, number>();
    if (as.is === 'learner') leaving.set(as.learner, this.#clock.now());
    if (this.#leaving.has(room.id)) return;
    this.#leaving.set(room.id, leaving);
    this.#later(room, leaving, GOODBYE);
  }

  #later(room: LiveRoom, leaving: Map<string, number>, milliseconds: number): void {
    this.#clock.after(milliseconds, () => void this.#goodbye(room, leaving).catch(() => {}));
  }

  async #goodbye(room: LiveRoom, leaving: Map<string, number>): Promise<void> {
    if (this.#closed) return;
    const now = this.#clock.now();
    const due = [...leaving].filter(([, at]) => at + GOODBYE <= now);
    for (const [learner] of due) leaving.delete(learner);
    if (leaving.size > 0) {
      this.#later(room, leaving, Math.max(GATHER, Math.min(...leaving.values()) + GOODBYE - now));
    } else {
      this.#leaving.delete(room.id);
      if (room.empty) this.#drop(room);
    }
    const here = room.learners();
    const gone = due.filter(([learner]) => !here.has(learner));
    if (gone.length === 0) return;
    await noteGone(this.#db, room.id, gone);
    this.#bus.tell({ live: room.id });
  }

  /** Another server has said that these went, and they are here. */
  async #here(live: string, learners: readonly string[]): Promise<void> {
    await noteSeen(this.#db, live, learners, this.#clock.now());
    this.#bus.tell({ live });
  }

  async #seen(room: LiveRoom): Promise<void> {
    const now = this.#clock.now();
    await noteSeen(this.#db, room.id, [...room.present(now)], now);
  }

  /** Does something with every room now and then. */
  #every(milliseconds: number, what: (room: LiveRoom) => void): () => void {
    let stop = () => {};
    const again = () => {
      stop = this.#clock.after(milliseconds, () => {
        for (const room of this.#open.values()) what(room);
        again();
      });
    };
    again();
    return () => stop();
  }
}
