import type { PublicExercise, Session } from '../exercises/context.ts';
import type { Problem, Scored } from '../exercises/define.ts';
import type { Attempt, ExerciseRecord, Summary } from './schema.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * One learner at one exercise. It begins with an empty answer, as the server shows it; `restore` brings back
 * what the browser has kept. Every answer is saved before `give` returns. What is kept and cannot be shown (a draft
 * of an earlier version, what is no answer to this exercise) is set aside, and where that fails it is not written over.
 */
export class ExerciseSession implements Session {
  answer = $state.raw<unknown>(null);
  verdict = $state.raw<Scored | null>(null);
  attempts = $state(0);
  state = $state<'open' | 'checking' | 'checked'>('open');
  trouble = $state<string | null>(null);
  problems = $state.raw<Problem[]>([]);
  /** Whether the browser has kept the answer as it stands on the page, since it was last given. */
  kept = $state(false);

  readonly checks = 'at-once';
  readonly exercise: PublicExercise;
  readonly #blank: unknown;
  readonly #fits: (answer: unknown) => boolean;
  /** The attempt that was checked last; out of date once the exercise was changed. */
  #latest = $state.raw<Attempt | null>(null);
  /** When the answer on the page was given. */
  #at = 0;
  /** While what is stored is being decided about; whether an answer was given in the meantime. */
  #mending: Promise<void> | null = null;
  #early = false;
  /** Whether what is stored can neither be shown nor be set aside. */
  #held = false;
  #world: Surroundings | null = null;

  /** @param fits whether a value is an answer to this exercise at all */
  constructor(exercise: PublicExercise, blank: unknown, fits: (answer: unknown) => boolean) {
    this.exercise = exercise;
    this.#blank = blank;
    this.#fits = fits;
    this.answer = blank;
  }

  get name(): string {
    return `${this.exercise.pack}/${this.exercise.slug}`;
  }

  get saved() {
    return { says: this.kept ? 'Saved in this browser' : '', aloud: true };
  }

  get canGoBack(): boolean {
    const latest = this.#latest;
    return (
      this.state === 'open' &&
      same(this.answer, this.#blank) &&
      latest?.version === this.exercise.version &&
      !same(latest.answer, this.#blank) &&
      this.#fits(latest.answer)
    );
  }

  /** Brings back what is kept, and listens to other tabs. @returns what ends the listening */
  restore(world: Surroundings): () => void {
    this.#world = world;
    if (world.store.waits('exercise', this.name)) this.#mending = world.mend().then(() => this.#mended());
    else this.#begin();
    const key = world.store.keyOf('exercise', this.name);
    const onstorage = (event: StorageEvent) => {
      if (event.key === key || event.key === null) this.sync();
    };
    const onreturn = () => document.visibilityState === 'visible' && this.sync();
    addEventListener('storage', onstorage);
    document.addEventListener('visibilitychange', onreturn);
    return () => {
      removeEventListener('storage', onstorage);
      document.removeEventListener('visibilitychange', onreturn);
    };
  }

  #mended(): void {
    this.#mending = null;
    if (!this.#early) return this.#begin();
    const record = this.#stored();
    if (record && this.#isDraft(record) && !same(record.answer, this.answer))
      this.#held = !this.#clear(
        record,
        `An earlier answer to “${this.exercise.title}” was found after you had begun anew.`
      );
    this.#save({ checked: false });
  }

  #begin(): void {
    const record = this.#stored();
    if (!record) return;
    const usable = this.#usable(record);
    if (usable) this.#show(usable);
    else this.#count(record);
  }

  /** Takes the answer of another tab, where that one is newer. */
  sync(): void {
    const record = this.#stored();
    if (!record || record.at <= this.#at || record.version !== this.exercise.version) return;
    if (!this.#fits(record.answer)) return void this.#usable(record);
    const other = JSON.stringify(record.answer) !== JSON.stringify(this.answer);
    this.#show(record);
    if (other)
      this.#world?.tell(
        `You went on with “${this.exercise.title}” in another tab. Here is that newer answer.`
      );
  }

  give(answer: unknown): void {
    this.answer = answer;
    this.verdict = null;
    this.state = 'open';
    this.problems = [];
    this.#early = this.#mending !== null;
    this.#save({ checked: false });
  }

  async check(): Promise<void> {
    if (this.state === 'checking') return;
    const { answer } = this;
    if (this.#mending) await this.#mending;
    if (this.answer !== answer) return;
    const summary = await this.#judge(answer);
    if (!summary) return;
    const stored = this.#stored();
    const attempt: Attempt = {
      version: this.exercise.version,
      at: this.#world!.now(),
      answer,
      summary
    };
    // To look at the same verdict again is no further attempt.
    const again = stored?.latest?.version === attempt.version && same(stored.latest.answer, answer);
    this.attempts = (stored?.attempts ?? 0) + (again ? 0 : 1);
    const first = stored?.first ?? attempt;
    const latest = again ? stored!.latest : attempt;
    this.#latest = latest;
    this.#save({ checked: true, attempts: this.attempts, first, latest });
  }

  again(): void {
    this.give(this.#blank);
    // Nothing was answered that could be said to be saved.
    this.kept = false;
  }

  async back(): Promise<void> {
    if (!this.canGoBack) return;
    this.answer = this.#latest!.answer;
    this.#save({ checked: true });
    await this.#judge(this.answer);
  }

  /** Shows the verdict on an answer. @returns what is kept of it; `null` where there is none, with the trouble said */
  async #judge(answer: unknown): Promise<Summary | null> {
    this.state = 'checking';
    this.trouble = null;
    this.problems = [];
    const { fetch, keyUrl } = this.#world!;
    const reached = await import('./judge.ts').then(
      ({ judge }) => judge(this.exercise, answer, () => fetch(keyUrl)),
      () => 'unreached' as const
    );
    const outcome = reached === 'unreached' ? { trouble: await this.#unreached() } : reached;
    // While the key was on its way, the answer may have been changed: then this verdict is for nobody.
    if (this.state !== 'checking' || this.answer !== answer) return null;
    this.state = 'open';
    if ('trouble' in outcome) this.trouble = outcome.trouble;
    else if ('problems' in outcome) this.problems = outcome.problems;
    else {
      this.verdict = outcome.verdict;
      this.state = 'checked';
      return outcome.summary;
    }
    return null;
  }

  /** Why what checks the answer could not be fetched: no connection, or a site that was renewed meanwhile. */
  async #unreached(): Promise<string> {
    return (await this.#world!.outdated())
      ? 'This site was renewed after you opened the page. Your answer is kept: reload the page and press Check again.'
      : 'What checks your answer could not be fetched. Your answer is kept: press Check again when you are online. If you are online, reload the page.';
  }

  #stored(): ExerciseRecord | null {
    return this.#world?.store.read('exercise', this.name) ?? null;
  }

  #count({ attempts, latest }: ExerciseRecord): void {
    this.attempts = attempts;
    this.#latest = latest;
  }

  #show(record: ExerciseRecord): void {
    this.answer = record.answer;
    this.#count(record);
    this.#at = record.at;
    this.verdict = null;
    this.problems = [];
    this.trouble = null;
    this.state = 'open';
    if (record.checked) void this.#judge(record.answer);
  }

  #save(change: Partial<ExerciseRecord>): void {
    const world = this.#world;
    // What is being decided about is not written over; `#mended` saves what was given meanwhile.
    if (this.#mending) this.kept = false;
    if (!world || this.#mending) return;
    let stored = this.#stored();
    if (stored && (this.#held || stored.version !== this.exercise.version)) {
      this.#usable(stored);
      stored = this.#stored();
    }
    this.#at = Math.max(world.now(), (stored?.at ?? 0) + 1);
    this.kept =
      !this.#held &&
      world.store.write('exercise', this.name, {
        checked: false,
        attempts: stored?.attempts ?? 0,
        first: stored?.first ?? null,
        latest: stored?.latest ?? null,
        ...change,
        version: this.exercise.version,
        at: this.#at,
        answer: this.answer
      });
    if (this.kept) {
      if (change.checked === false) this.trouble = null;
    } else if (this.#held || world.store.waits('exercise', this.name))
      this.trouble =
        'An earlier answer is stored here and could not be moved out of the way, so this one is kept only while this page is open. Under Results you can save your progress as a file and make room.';
    else if (world.store.available)
      this.trouble =
        'This browser has no room left, so your answer is kept only while this page is open. Under Results you can save your progress as a file and make room.';
  }

  #isDraft({ answer, checked }: ExerciseRecord): boolean {
    return !checked && answer !== undefined && !same(answer, this.#blank);
  }

  /**
   * What of a stored record can stand in this exercise: what was given to an earlier version, or is no answer at all,
   * is set aside first. @returns the record to show, or `null` where what is stored found no room aside
   */
  #usable(record: ExerciseRecord): ExerciseRecord | null {
    const { title, version } = this.exercise;
    const { store, tell } = this.#world!;
    const earlier = record.version !== version;
    const empty = record.answer === undefined;
    this.#held = false;
    if (!earlier && !empty && this.#fits(record.answer)) return record;
    if (earlier ? this.#isDraft(record) : !empty)
      this.#held = !this.#clear(
        record,
        earlier
          ? `“${title}” was changed after you began your answer, so you start afresh.`
          : `What was stored as your answer to “${title}” is no answer to it, so you start afresh.`
      );
    else {
      // Nothing is lost: an answer that was checked stays in its attempt.
      if (record.checked)
        tell(`“${title}” was changed after you answered it. Your result stays; this is a fresh start.`);
      store.write('exercise', this.name, this.#emptied(record));
    }
    return this.#held ? null : this.#emptied(record);
  }

  /** Sets a record aside; what it says of earlier attempts stays. @returns whether there was room */
  #clear(record: ExerciseRecord, why: string): boolean {
    return this.#world!.store.replace('exercise', this.name, this.#emptied(record), why);
  }

  #emptied(record: ExerciseRecord): ExerciseRecord {
    return { ...record, version: this.exercise.version, answer: this.#blank, checked: false };
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
