import type { Kysely } from 'kysely';
import { nextEnd } from '../../classroom/live/rules.ts';
import { ON_THE_LINE } from '../../classroom/live/views.ts';
import type { Room as Views, SavedMark } from '../../classroom/live/views.ts';
import type { Database } from '../db/schema.ts';
import { mayNotListen } from './access.ts';
import { BoardLines, lineOf } from './board-lines.ts';
import type { Clock } from './clock.ts';
import { endForgotten } from './ending.ts';
import { frame, Frames, refuse } from './frames.ts';
import {
  apartIn,
  readMarks,
  readSaves,
  readSession,
  savedMarks,
  savesOf,
  type Mark,
  type Session
} from './reading.ts';
import { speaker, type As, type Speaker } from './speaker.ts';

/** Milliseconds between two views that a device gets: a little more than a quarter of a second. */
export const PACE = 260;
/** Timers may be early by so much. */
const EARLY = 20;
/** A board takes at most this share of the server's time: a slow one comes less often. */
const SHARE = 4;
/** Milliseconds until what could not be read is read again. */
const RETRY = 1000;

/** So many tabs of a learner's device may listen: over plain http a browser opens one connection more to one server, for answers. */
export const TABS = 5;

interface Listener {
  as: As;
  frames: Frames;
  /** How many readings had begun when it came: what was read before may not know of its seat. */
  since: number;
  /** Since when it has been behind; `null` while it keeps up. */
  behind: number | null;
  /** When it was told last, and what: all that is new to it is worth telling. */
  toldAt: number;
  told: readonly [all: string, own: string];
}

/** What has to be read again. */
interface Stale {
  session: boolean;
  marks: boolean;
  answers: Set<string>;
}

/**
 * A session that somebody listens to in this process. It holds what the store says, reads again what is told to have
 * changed, and tells every device what it may know: at once where nothing was told for a while, else at the pace.
 */
export class LiveRoom {
  readonly id: string;
  readonly #db: Kysely<Database>;
  readonly #clock: Clock;
  readonly #boards: BoardLines;
  readonly #listeners = new Set<Listener>();
  /** Those of learners, by the device: who came first is first. */
  readonly #tabs = new Map<string, Set<Listener>>();
  readonly #marks = new Map<string, Mark>();
  #session: Session | null = null;
  #saved: SavedMark[] = [];
  /** What was told last, and when it was made; `null` where something else was read since. */
  #spoken: { say: Speaker; at: number } | null = null;
  #stale: Stale = { session: true, marks: true, answers: new Set() };
  #readings = 0;
  #running = false;
  #waiting: (() => void) | null = null;
  #next = 0;
  #phase: (() => void) | null = null;
  /** Whether somebody was not told what is new, to be told with the next. */
  #owes = false;
  #closed = false;
  readonly #denied: (learners: string[]) => void;

  /** @param denied called with learners of whom the store says that they are off the line, though they are on it here */
  constructor(db: Kysely<Database>, id: string, clock: Clock, denied: (learners: string[]) => void) {
    this.#denied = denied;
    this.#db = db;
    this.id = id;
    this.#clock = clock;
    this.#boards = new BoardLines(db);
  }

  /** Reads everything for the first time. @throws what the store throws */
  async open(): Promise<void> {
    await this.#read();
  }

  get empty(): boolean {
    return this.#listeners.size === 0;
  }

  /** Learners with a device that is on the line, and reads. */
  present(now: number): Set<string> {
    const found = new Set<string>();
    for (const { as, behind } of this.#listeners)
      if (as.is === 'learner' && (behind === null || now - behind < ON_THE_LINE / 2)) found.add(as.learner);
    return found;
  }

  /** Learners with a device that listens. */
  learners(): Set<string> {
    return new Set([...this.#listeners].flatMap(({ as }) => (as.is === 'learner' ? [as.learner] : [])));
  }

  /** A device that listens from now on, beginning with what is known. @param left called once it has gone */
  listen(as: As, left: () => void): ReadableStream<Uint8Array> {
    const frames = new Frames(() => {
      this.#forget(listener);
      left();
    });
    const listener: Listener = {
      as,
      frames,
      since: this.#readings,
      behind: null,
      toldAt: -Infinity,
      told: ['', '']
    };
    this.#listeners.add(listener);
    this.#seat(listener);
    const now = this.#clock.now();
    // Where a class comes all at once, what was made for the one before is as good.
    const { say, at } = this.#spoken ?? {};
    this.#tell([listener], now, say && now - at! < PACE ? say : this.#speaker(now));
    const board = this.#boards.for(as);
    if (board !== null) frames.send('board', this.#boardFrame(board));
    else {
      this.#owes = true;
      this.#wake();
    }
    return frames.stream;
  }

  /**
   * Of one device, the tab that came first goes where there are too many. It is told so, and does not come again by itself:
   * else tabs would put each other out for ever.
   */
  #seat(listener: Listener): void {
    const { as } = listener;
    if (as.is !== 'learner') return;
    const tabs = this.#tabs.get(as.tokenHash) ?? new Set();
    this.#tabs.set(as.tokenHash, tabs.add(listener));
    const [first] = tabs;
    if (tabs.size <= TABS || !first) return;
    this.#forget(first);
    refuse(first.frames, 'elsewhere');
  }

  #forget(listener: Listener): void {
    this.#listeners.delete(listener);
    const { as } = listener;
    if (as.is !== 'learner') return;
    const tabs = this.#tabs.get(as.tokenHash);
    tabs?.delete(listener);
    if (tabs?.size === 0) this.#tabs.delete(as.tokenHash);
  }

  /** Something has changed. @param answers ids of answers, where that is all */
  changed(answers?: readonly string[]): void {
    if (answers) for (const id of answers) this.#stale.answers.add(id);
    else this.#stale.session = true;
    this.#wake();
  }

  /** Anything may have changed. */
  changedAll(): void {
    this.#stale.marks = true;
    this.changed();
  }

  /** Looks whether news were lost, whether who listens still may, and whether the session was forgotten. */
  async look(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    await endForgotten(this.#db, this.#clock.now(), session.classId);
    const shut = await mayNotListen(this.#db, session.classId, [...this.#listeners]);
    for (const { frames } of shut) refuse(frames, 'signed-out');
    const { count, saves, done } = await readSaves(this.#db, session.assignmentId);
    const known = savesOf([...this.#marks.values()]);
    if (count !== known.count || saves !== known.saves || done !== known.done) this.#stale.marks = true;
    this.changed();
  }

  beat(): void {
    const now = this.#clock.now();
    const bytes = frame('beat', String(now));
    for (const listener of this.#listeners) {
      listener.behind = listener.frames.behind ? (listener.behind ?? now) : null;
      listener.frames.send('beat', bytes);
    }
  }

  /** Ends every stream: devices come again by themselves. */
  close(): void {
    this.#closed = true;
    this.#waiting?.();
    this.#phase?.();
    for (const { frames } of [...this.#listeners]) frames.end();
    this.#listeners.clear();
    this.#tabs.clear();
  }

  #wake(): void {
    if (this.#closed || this.#running || this.#waiting) return;
    const wait = this.#next - this.#clock.now();
    if (wait <= 0) return void this.#run();
    this.#waiting = this.#clock.after(wait, () => {
      this.#waiting = null;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    const began = this.#clock.now();
    this.#next = began + PACE;
    try {
      if (this.#stale.session || this.#stale.marks || this.#stale.answers.size > 0) await this.#read();
      this.#owes = false;
      const now = this.#clock.now();
      this.#tell(this.#listeners, now, this.#speaker(now));
      const counting = this.#clock.now();
      await this.#count();
      const took = this.#clock.now() - counting;
      this.#next = Math.max(this.#next, began + took * SHARE);
    } catch (error) {
      // Trouble with the database is told where it arises; what else comes is a mistake of ours.
      if (error instanceof Error && !this.#closed) console.error('A live session could not be told:', error);
      this.#stale = { session: true, marks: true, answers: new Set() };
      this.#next = began + RETRY;
    }
    this.#running = false;
    const { session, marks, answers } = this.#stale;
    if (!this.empty && (session || marks || answers.size > 0 || this.#owes)) this.#wake();
  }

  async #read(): Promise<void> {
    const { session: whole, marks: all, answers } = this.#stale;
    this.#stale = { session: false, marks: false, answers: new Set() };
    const reading = ++this.#readings;
    const session = whole || all || !this.#session ? await readSession(this.#db, this.id) : this.#session;
    if (!session) return [...this.#listeners].forEach(({ frames }) => refuse(frames, 'ended'));
    if (all) {
      const marks = await readMarks(this.#db, session.assignmentId);
      this.#marks.clear();
      for (const mark of marks) this.#marks.set(mark.id, mark);
    } else
      for (const mark of await readMarks(this.#db, session.assignmentId, [...answers]))
        this.#marks.set(mark.id, mark);
    this.#session = session;
    this.#saved = savedMarks(session, this.#marks.values());
    this.#spoken = null;
    this.#boards.wipe(session);
    this.#refuse(session, reading);
    this.#watch(session);
    const present = this.present(this.#clock.now());
    const denied = session.seats.filter(({ learner, seenAt }) => seenAt === null && present.has(learner));
    if (denied.length > 0) this.#denied(denied.map(({ learner }) => learner));
  }

  /** Takes from the line who may not listen any more. */
  #refuse({ state, seats }: Session, reading: number): void {
    const seated = new Set(seats.map(({ learner }) => learner));
    for (const { as, frames, since } of [...this.#listeners]) {
      if (as.is !== 'learner') continue;
      if (state.out.includes(as.learner)) refuse(frames, 'out');
      else if (reading > since && state.endedAt === null && !seated.has(as.learner))
        refuse(frames, 'signed-out');
    }
  }

  /** When the time of a step is over, everybody is told, though nobody clicks. */
  #watch(session: Session): void {
    const now = this.#clock.now();
    const next = nextEnd(session.state, now);
    this.#phase?.();
    if (next === Infinity) return void (this.#phase = null);
    this.#phase = this.#clock.after(next - now + EARLY, () => {
      this.#watch(session);
      this.#wake();
    });
  }

  get #views(): Views | null {
    const session = this.#session;
    if (!session) return null;
    const { version, state, seats, door } = session;
    return { version, state, seats, door, saved: this.#saved, apart: apartIn(session) };
  }

  /** What there is to tell at this moment. */
  #speaker(now: number): Speaker | null {
    const views = this.#views;
    if (!views) return null;
    this.#spoken = { say: speaker(views, now), at: now };
    return this.#spoken.say;
  }

  /** Tells devices how it stands. Each kind of view is made once, however many listen. */
  #tell(listeners: Iterable<Listener>, now: number, say: Speaker | null): void {
    if (!say) return;
    for (const listener of [...listeners]) {
      const { as, frames, toldAt, told } = listener;
      const [all, own] = say.what(as);
      if (all !== told[0] || own !== told[1]) {
        // Who has just come may have been told a moment ago.
        if (now - toldAt < PACE - EARLY) {
          this.#owes = true;
          continue;
        }
        listener.toldAt = now;
        listener.told = [all, own];
        frames.send('view', say.bytes(as, own));
      }
      if (this.#session?.state.endedAt != null) refuse(frames, 'ended');
    }
  }

  /** Counts what has changed, and tells it where somebody may see it. */
  async #count(): Promise<void> {
    if (!this.#session) return;
    const on = (line: string) => [...this.#listeners].filter(({ as }) => lineOf(as) === line);
    await this.#boards.count(
      this.#session,
      this.#marks,
      (line) => on(line).length > 0,
      (line, body) => {
        const bytes = this.#boardFrame(body);
        for (const { frames } of on(line)) frames.send('board', bytes);
      }
    );
  }

  #boardFrame(body: string): Uint8Array {
    const saves = this.#saved.reduce((sum, { revision }) => sum + revision, 0);
    return frame('board', `{"version":${this.#session?.version ?? 0},"saves":${saves},${body}`);
  }
}
