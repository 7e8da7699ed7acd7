import type { Refusal, SaveOutcome, Stored } from '../classroom/saving.ts';
import type { PublicExercise, Session } from '../exercises/context.ts';
import type { Problem, Scored } from '../exercises/define.ts';
import type { UnsentRecord } from '../progress/schema.ts';
import { Kept, keptName } from './kept.ts';
import { Outbox } from './outbox.svelte.ts';
import { living } from './page-life.ts';
import type { Sat, World } from './sat.ts';
import { Sending } from './sending.ts';
import type { Unreached } from './wire.ts';
import { PASSING, REFUSED, savingSays, UNREACHED } from './words.ts';

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
  /** There once what was kept is brought back, as the world is. */
  #out = $state.raw<Outbox | null>(null);
  #sending: Sending | null = null;
  #revision: number;
  #savedAt = $state<number | null>(null);
  #reached = $state(true);
  /** How many requests are under way. */
  #under = 0;
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

  /** The answer that the server has not acknowledged. */
  get #waiting(): UnsentRecord | null {
    return this.#out?.waiting ?? null;
  }

  get saved() {
    // Only the browser knows its own clock.
    if (!this.#world || !this.#out || this.#out.followed) return { says: '', aloud: false };
    if (this.conflict || this.stopped) return savingSays('refused');
    if (this.settled) return savingSays({ savedAt: this.#savedAt });
    return savingSays(this.#reached ? 'saving' : this.#out.kept ? 'kept' : 'unkept');
  }

  /** Brings back what was not sent, sends it, and listens to other tabs. @returns what ends the listening */
  restore(world: World): () => void {
    const { work, part } = this.#sat.place;
    const kept = new Kept(world.store, keptName(work, part, this.#sat.as), this.exercise.title);
    this.#out = new Outbox(kept);
    this.#sending = new Sending(world.after, () => void this.#send(false));
    this.#world = world;
    const brought = this.#out.bringBack(this.#sat, this.state === 'checked');
    if (brought) this.answer = brought.answer;
    if (brought?.behind) this.conflict = this.#sat.saved;
    else void this.#send(false);
    const end = living({
      written: (key) => key === kept.key && this.#follow(),
      leaves: () => void this.#send(true),
      returns: () => this.resume()
    });
    return () => {
      void this.#send(false);
      end();
    };
  }

  give(answer: unknown): void {
    if (this.state !== 'open') return;
    this.#takeUp();
    this.answer = answer;
    this.#wait(this.conflict ? (this.#waiting?.base ?? this.#revision) : this.#revision);
    this.#sending!.soon();
  }

  /** How often the answer was saved, as far as this page knows. */
  get revision(): number {
    return this.#revision;
  }

  /** Shows what another device of the learner has saved, unless something from here is still on its way. */
  take(saved: Stored): void {
    if (!this.settled || this.#out?.followed || this.conflict || saved.revision <= this.#revision) return;
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
    this.#out?.forget();
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
    this.#out?.copy.setAside('other');
    this.choose('theirs');
  }

  /** The connection, or the learner, may be back, and what was ended open again. */
  resume(): void {
    this.#takeUp();
    this.#out?.takeOver();
    void this.#send(false);
  }

  /** There is nothing to go back to: what was checked stands. */
  back(): Promise<void> {
    return Promise.resolve();
  }

  /** Keeps the answer as it stands, until it is sent. */
  #wait(base: number): void {
    const { version } = this.#sat.place;
    this.#out!.put({ version, at: this.#world!.now(), answer: this.answer, base });
  }

  async #send(last: boolean): Promise<void> {
    const waiting = this.#waiting;
    if (!waiting || this.conflict || this.stopped || (this.#under > 0 && !last)) return;
    this.#sending!.goes();
    this.#under++;
    const { answer, base, sent: after, delivery } = waiting;
    this.#out!.goes(delivery);
    const outcome = await this.#world!.wire.save({ ...this.#sat.place, answer, base, after, delivery }, last);
    this.#under--;
    this.#took(waiting, outcome);
  }

  #took(sent: UnsentRecord, outcome: SaveOutcome | Unreached): void {
    this.#reached = outcome !== 'unreached';
    if (outcome === 'unreached') {
      if (this.#waiting) this.#sending!.again();
      return this.#rest();
    }
    this.#sending!.reached();
    if (outcome.is === 'refused') return this.#refuse(outcome.why);
    const waiting = this.#waiting;
    if (!waiting) return;
    if (outcome.is === 'conflict') {
      const ours = this.#out!.mayBe(outcome.delivery);
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
    this.#out?.arrived();
    this.#savedAt = savedAt;
    this.#rest();
  }

  #refuse(why: Refusal): void {
    this.stopped = why;
    this.trouble = REFUSED[why];
    if (!PASSING.includes(why)) this.#out?.refused();
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
    const out = this.#out!;
    const record = out.copy.read();
    if (!record) {
      if (out.followed) this.#savedAt = now();
      out.followed = null;
      return;
    }
    const waiting = this.#waiting;
    if (waiting && !record.sent.includes(waiting.delivery)) return;
    if (this.state !== 'open' || this.conflict || !this.#sat.fits(record.answer)) return;
    const other = !same(record.answer, this.answer);
    this.answer = record.answer;
    out.follow(record);
    this.#rest();
    if (other) tell(`You went on with “${this.exercise.title}” in another tab. Here is that newer answer.`);
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
