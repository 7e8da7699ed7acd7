import type { Refusal, SaveOutcome, Stored, Which } from '../classroom/saving.ts';
import type { PublicExercise, Session } from '../exercises/context.ts';
import type { Problem, Scored } from '../exercises/define.ts';
import type { UnsentRecord } from '../progress/schema.ts';
import type { Store } from '../progress/store.ts';
import { newDelivery } from './ids.ts';
import { Kept, keptName } from './kept.ts';
import type { Unreached, Wire } from './wire.ts';
import { clock, PASSING, REFUSED, UNREACHED } from './words.ts';

/** What a session needs of the world. */
export interface World {
  store: Store;
  wire: Wire;
  now: () => number;
  /** Calls back after so many milliseconds. @returns what takes that back */
  after: (milliseconds: number, call: () => void) => () => void;
  tell: (message: string) => void;
}

/** An exercise of a work, as the server sent it. */
export interface Sat {
  place: Which;
  /** Whether it is the part's own exercise, or the one that stands in for it. */
  as: 'own' | 'instead';
  exercise: PublicExercise;
  blank: unknown;
  /** Whether a value is an answer to it. */
  fits: (answer: unknown) => boolean;
  checks: Session['checks'];
  saved: Stored | null;
  /** Where it was checked and may be seen. */
  verdict: Scored | null;
}

/** How long answers are gathered before they are sent. */
const GATHER = 700;
/** When it is tried again after the server was not reached, in milliseconds; the last stays. */
const RETRY = [2000, 4000, 8000, 15_000];
/** How many deliveries are remembered that were sent and not acknowledged. */
const MOST_SENT = 20;

/**
 * One learner at one exercise of an assignment. Each answer is first kept in the browser, then sent; it is kept until
 * the server has said that it has it. An answer that was made from another one than the server has is not saved before
 * the learner chose between the two.
 */
export class RemoteSession implements Session {
  answer = $state.raw<unknown>(null);
  verdict = $state.raw<Scored | null>(null);
  state = $state<'open' | 'checking' | 'checked'>('open');
  trouble = $state<string | null>(null);
  /** What the server has instead, until the learner chooses. */
  conflict = $state.raw<Stored | null>(null);
  /** Why nothing more is taken. */
  stopped = $state<Refusal | null>(null);

  readonly problems: Problem[] = [];
  readonly canGoBack = false;
  readonly again = null;
  readonly checks: Session['checks'];
  readonly exercise: PublicExercise;

  readonly #sat: Sat;
  #world = $state.raw<World | null>(null);
  #copy: Kept | null = null;
  #revision: number;
  #savedAt = $state<number | null>(null);
  /** The answer that the server has not acknowledged, and whether the browser has kept it. */
  #waiting = $state.raw<UnsentRecord | null>(null);
  #kept = $state(false);
  /** The delivery of another tab whose answer is shown here, while that tab sends it. */
  #followed = $state<string | null>(null);
  #reached = $state(true);
  #failed = 0;
  /** How many requests are under way. */
  #under = 0;
  /** Deliveries that may have arrived, from here or from another tab, and were not acknowledged here. */
  #sent: string[] = [];
  #timer: (() => void) | null = null;
  /** Who waits until everything is sent, or cannot be. */
  #idle: (() => void)[] = [];

  constructor(sat: Sat) {
    const { exercise, checks, saved, blank, verdict } = sat;
    this.#sat = sat;
    this.exercise = exercise;
    this.checks = checks;
    this.answer = saved?.answer ?? blank;
    this.#revision = saved?.revision ?? 0;
    this.#savedAt = saved?.savedAt ?? null;
    this.verdict = verdict;
    if (verdict) this.state = 'checked';
  }

  get attempts(): number {
    return this.verdict ? 1 : 0;
  }

  /** Whether there is anything in the answer. */
  get begun(): boolean {
    return !same(this.answer, this.#sat.blank);
  }

  /** Whether the server has the answer as it stands. */
  get settled(): boolean {
    return this.#waiting === null;
  }

  get saved() {
    const quiet = (says: string) => ({ says, aloud: false });
    // Only the browser knows its own clock.
    if (!this.#world || this.#followed) return quiet('');
    if (this.conflict || this.stopped) return quiet('Not saved');
    if (!this.#waiting) return quiet(this.#savedAt === null ? '' : `Saved ${clock(this.#savedAt)}`);
    if (this.#reached) return quiet('Saving …');
    const says = this.#kept
      ? 'Not sent yet: kept in this browser, and sent once the server is reached'
      : 'Not sent yet: keep this page open until the server is reached';
    return { says, aloud: true };
  }

  /** Brings back what was not sent, sends it, and listens to other tabs. @returns what ends the listening */
  restore(world: World): () => void {
    const { work, part } = this.#sat.place;
    const kept = new Kept(world.store, keptName(work, part, this.#sat.as), this.exercise.title);
    this.#copy = kept;
    this.#world = world;
    this.#bringBack();
    const onstorage = (event: StorageEvent) => {
      if (event.key === kept.key) this.#follow();
    };
    const onvisibility = () => {
      if (document.visibilityState === 'hidden') void this.#send(true);
      else this.resume();
    };
    const onhide = () => void this.#send(true);
    const ononline = () => this.resume();
    addEventListener('storage', onstorage);
    addEventListener('pagehide', onhide);
    addEventListener('online', ononline);
    document.addEventListener('visibilitychange', onvisibility);
    return () => {
      void this.#send(false);
      removeEventListener('storage', onstorage);
      removeEventListener('pagehide', onhide);
      removeEventListener('online', ononline);
      document.removeEventListener('visibilitychange', onvisibility);
    };
  }

  give(answer: unknown): void {
    if (this.state !== 'open') return;
    this.#takeUp();
    this.answer = answer;
    this.#wait(this.conflict ? (this.#waiting?.base ?? this.#revision) : this.#revision);
    this.#later(GATHER);
  }

  /** How often the answer was saved, as far as this page knows. */
  get revision(): number {
    return this.#revision;
  }

  /** Shows what another device of the learner has saved, unless something from here is still on its way. */
  take(saved: Stored): void {
    if (!this.settled || this.#followed || this.conflict || saved.revision <= this.#revision) return;
    if (!this.#sat.fits(saved.answer)) return;
    this.answer = saved.answer;
    this.#revision = saved.revision;
    this.#savedAt = saved.savedAt;
  }

  /** Saves the answer as it stands, one that nobody has touched as well. @returns whether the server has it */
  async deliver(): Promise<boolean> {
    if (this.#revision === 0 && !this.#waiting) this.#wait(0);
    await this.flush();
    return this.settled && !this.stopped;
  }

  /** Sends what waits. @returns once it is saved, or cannot be now */
  async flush(): Promise<void> {
    if (!this.#waiting || this.conflict || this.stopped) return;
    const done = new Promise<void>((resolve) => this.#idle.push(resolve));
    void this.#send(false);
    await done;
  }

  async check(): Promise<void> {
    if (this.state !== 'open' || this.checks === 'later') return;
    this.state = 'checking';
    this.trouble = null;
    // What is checked is what the server has: an answer that was left empty is saved as such.
    await this.deliver();
    const verdict = this.#waiting ? null : await this.#judged();
    this.verdict = verdict;
    this.state = verdict ? 'checked' : 'open';
    if (!verdict && !this.#reached) this.trouble = UNREACHED;
  }

  async #judged(): Promise<Scored | null> {
    const outcome = await this.#world!.wire.check({ ...this.#sat.place, revision: this.#revision });
    this.#reached = outcome !== 'unreached';
    if (outcome === 'unreached') return null;
    if (outcome.is === 'checked') return outcome.verdict;
    if (outcome.is === 'refused') this.#refuse(outcome.why === 'later' ? 'unknown' : outcome.why);
    else if (same(outcome.answer, this.answer)) {
      // Another tab saved the same: its revision is the one to check.
      this.#revision = outcome.revision;
      return this.#judged();
    } else {
      this.#wait(this.#revision);
      this.conflict = outcome;
    }
    return null;
  }

  /** Of two answers the learner keeps one. */
  choose(keep: 'mine' | 'theirs'): void {
    const stored = this.conflict;
    if (!stored) return;
    this.conflict = null;
    this.#sent = [];
    this.#revision = stored.revision;
    if (keep === 'mine') {
      this.#wait(stored.revision);
      void this.#send(false);
    } else {
      this.answer = stored.answer;
      this.#done(stored.savedAt);
    }
  }

  /** Nothing more is taken: what the server has stands, and the answer from here is set aside. */
  giveWay(): void {
    if (!this.conflict) return;
    this.#copy?.setAside('other');
    this.choose('theirs');
  }

  /** The connection, or the learner, may be back, and what was ended open again. */
  resume(): void {
    this.#takeUp();
    // The tab that had it may be gone.
    const record = this.#followed && this.#copy?.read();
    if (record && record.delivery === this.#followed) {
      this.#waiting = record;
      this.#kept = true;
      this.#followed = null;
    }
    void this.#send(false);
  }

  /** There is nothing to go back to: what was checked stands. */
  back(): Promise<void> {
    return Promise.resolve();
  }

  /** What was not sent when the page went. */
  #bringBack(): void {
    const record = this.#copy?.read();
    if (!record) return;
    const { saved, fits } = this.#sat;
    if (saved && (saved.delivery === record.delivery || same(saved.answer, record.answer)))
      return this.#copy?.drop(record.delivery);
    if (this.state === 'checked' || !fits(record.answer)) return this.#copy?.setAside();
    this.answer = record.answer;
    this.#kept = true;
    this.#sent = [...record.sent];
    if (!saved || record.base === saved.revision || record.sent.includes(saved.delivery)) {
      this.#waiting = { ...record, base: saved?.revision ?? 0 };
      void this.#send(false);
    } else {
      this.#waiting = record;
      this.conflict = saved;
    }
  }

  /** Keeps the answer as it stands, until it is sent. */
  #wait(base: number): void {
    const { version } = this.#sat.place;
    const sent = this.#sent.slice(-MOST_SENT);
    this.#followed = null;
    this.#waiting = {
      version,
      at: this.#world!.now(),
      answer: this.answer,
      base,
      delivery: newDelivery(),
      sent
    };
    this.#kept = this.#copy!.write(this.#waiting);
  }

  #later(milliseconds: number): void {
    this.#timer ??= this.#world!.after(milliseconds, () => {
      this.#timer = null;
      void this.#send(false);
    });
  }

  async #send(last: boolean): Promise<void> {
    const waiting = this.#waiting;
    if (!waiting || this.conflict || this.stopped || (this.#under > 0 && !last)) return;
    this.#timer?.();
    this.#timer = null;
    this.#under++;
    const { answer, base, sent: after, delivery } = waiting;
    if (!this.#sent.includes(delivery)) this.#sent.push(delivery);
    const outcome = await this.#world!.wire.save({ ...this.#sat.place, answer, base, after, delivery }, last);
    this.#under--;
    this.#took(waiting, outcome);
  }

  #took(sent: UnsentRecord, outcome: SaveOutcome | Unreached): void {
    this.#reached = outcome !== 'unreached';
    if (outcome === 'unreached') {
      if (this.#waiting) this.#later(RETRY[Math.min(this.#failed++, RETRY.length - 1)]!);
      return this.#rest();
    }
    this.#failed = 0;
    if (outcome.is === 'refused') return this.#refuse(outcome.why);
    const waiting = this.#waiting;
    if (!waiting) return;
    if (outcome.is === 'conflict') {
      const ours = this.#sent.includes(outcome.delivery);
      if (!ours && !same(outcome.answer, waiting.answer)) {
        this.conflict = outcome;
        return this.#rest();
      }
    }
    this.#revision = Math.max(this.#revision, outcome.revision);
    this.trouble = null;
    if (outcome.is === 'saved' ? sent.delivery === waiting.delivery : same(outcome.answer, waiting.answer))
      return this.#done(outcome.savedAt);
    // Another answer was given meanwhile; where it is under way already, its own acknowledgement comes.
    if (this.#under > 0) return;
    this.#wait(this.#revision);
    void this.#send(false);
  }

  #done(savedAt: number): void {
    this.#copy?.drop(this.#waiting?.delivery);
    this.#waiting = null;
    this.#sent = [];
    this.#savedAt = savedAt;
    this.#rest();
  }

  #refuse(why: Refusal): void {
    this.stopped = why;
    this.trouble = REFUSED[why];
    if (!PASSING.includes(why) && this.#waiting) {
      this.#waiting = null;
      this.#copy?.setAside();
    }
    this.#rest();
  }

  #rest(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** What stopped it may be over: the next answer finds out. */
  #takeUp(): void {
    if (this.stopped === null || !PASSING.includes(this.stopped)) return;
    this.stopped = null;
    this.trouble = null;
  }

  /** Shows what another tab of this browser has kept, unless something else is being sent from here. */
  #follow(): void {
    const { now, tell } = this.#world!;
    const record = this.#copy?.read();
    if (!record) {
      if (this.#followed) this.#savedAt = now();
      this.#followed = null;
      return;
    }
    const waiting = this.#waiting;
    if (waiting && !record.sent.includes(waiting.delivery)) return;
    if (this.state !== 'open' || this.conflict || !this.#sat.fits(record.answer)) return;
    const other = !same(record.answer, this.answer);
    this.answer = record.answer;
    this.#waiting = null;
    this.#followed = record.delivery;
    if (!this.#sent.includes(record.delivery)) this.#sent.push(record.delivery);
    this.#rest();
    if (other) tell(`You went on with “${this.exercise.title}” in another tab. Here is that newer answer.`);
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
