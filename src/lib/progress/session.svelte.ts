import type { PublicExercise, Session } from '../exercises/context.ts';
import type { Problem, Scored } from '../exercises/define.ts';
import type { Attempt, ExerciseRecord } from './schema.ts';
import type { Store } from './store.ts';

/** What a session needs of the world. */
export interface Surroundings {
  store: Store;
  /** Where the key of the exercise is fetched. */
  keyUrl: string;
  fetch: (url: string) => Promise<Response>;
  now: () => number;
  tell: (message: string) => void;
}

/**
 * One learner at one exercise. It begins with an empty answer, as the server shows it; `restore` brings back
 * what the browser has kept. Every answer is saved before `give` returns.
 */
export class ExerciseSession implements Session {
  answer = $state.raw<unknown>(null);
  verdict = $state.raw<Scored | null>(null);
  attempts = $state(0);
  state = $state<'open' | 'checking' | 'checked'>('open');
  trouble = $state<string | null>(null);
  problems = $state.raw<Problem[]>([]);

  readonly exercise: PublicExercise;
  readonly #blank: unknown;
  /** When the answer on the page was given. */
  #at = 0;
  #world: Surroundings | null = null;

  constructor(exercise: PublicExercise, blank: unknown) {
    this.exercise = exercise;
    this.#blank = blank;
    this.answer = blank;
  }

  get name(): string {
    return `${this.exercise.pack}/${this.exercise.slug}`;
  }

  /** Brings back what is kept, and listens to other tabs. @returns what ends the listening */
  restore(world: Surroundings): () => void {
    this.#world = world;
    this.#setOlderAside(world);
    const record = this.#stored();
    if (record) this.#show(record);
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

  /** Takes the answer of another tab, where that one is newer. */
  sync(): void {
    const record = this.#stored();
    if (!record || record.at <= this.#at || record.version !== this.exercise.version) return;
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
    this.#save({ checked: false });
  }

  async check(): Promise<void> {
    if (this.state === 'checking') return;
    const { answer } = this;
    const verdict = await this.#judge(answer);
    if (!verdict) return;
    const stored = this.#stored();
    const attempt: Attempt = {
      version: this.exercise.version,
      at: this.#world!.now(),
      answer,
      summary: {
        score: verdict.score,
        answered: verdict.answered,
        detection: verdict.detection,
        calibration: verdict.calibration
      }
    };
    // To look at the same verdict again is no further attempt.
    const again = stored?.latest?.version === attempt.version && same(stored.latest.answer, answer);
    this.attempts = (stored?.attempts ?? 0) + (again ? 0 : 1);
    const first = stored?.first ?? attempt;
    const latest = again ? stored!.latest : attempt;
    this.#save({ checked: true, attempts: this.attempts, first, latest });
  }

  again(): void {
    this.give(this.#blank);
  }

  /** The verdict on an answer, shown; `null` where there is none, with the trouble said. */
  async #judge(answer: unknown): Promise<Scored | null> {
    this.state = 'checking';
    this.trouble = null;
    this.problems = [];
    const { fetch, keyUrl } = this.#world!;
    const outcome = await import('./judge.ts').then(
      ({ judge }) => judge(this.exercise, answer, () => fetch(keyUrl)),
      () => ({
        trouble:
          'There is no connection, so the answer cannot be checked. It is kept: press Check again when you are online.'
      })
    );
    // While the key was on its way, the answer may have been changed: then this verdict is for nobody.
    if (this.state !== 'checking' || this.answer !== answer) return null;
    this.state = 'open';
    if ('trouble' in outcome) this.trouble = outcome.trouble;
    else if (outcome.verdict.status === 'invalid') this.problems = outcome.verdict.problems;
    else {
      this.verdict = outcome.verdict;
      this.state = 'checked';
      return outcome.verdict;
    }
    return null;
  }

  #stored(): ExerciseRecord | null {
    return this.#world?.store.read('exercise', this.name) ?? null;
  }

  #show(record: ExerciseRecord): void {
    this.answer = record.answer;
    this.attempts = record.attempts;
    this.#at = record.at;
    this.verdict = null;
    this.problems = [];
    this.trouble = null;
    this.state = 'open';
    if (record.checked) void this.#judge(record.answer);
  }

  #save(change: Partial<ExerciseRecord>): void {
    const world = this.#world;
    if (!world) return;
    const stored = this.#stored();
    this.#at = Math.max(world.now(), (stored?.at ?? 0) + 1);
    const kept = world.store.write('exercise', this.name, {
      checked: false,
      attempts: stored?.attempts ?? 0,
      first: stored?.first ?? null,
      latest: stored?.latest ?? null,
      ...change,
      version: this.exercise.version,
      at: this.#at,
      answer: this.answer
    });
    if (!kept && world.store.available)
      this.trouble =
        'This browser has no room left, so your answer is kept only while this page is open. Under Results you can save your progress as a file and make room.';
    else if (change.checked === false) this.trouble = null;
  }

  /** An answer that was given to an earlier version of the exercise is kept, but no longer stands in it. */
  #setOlderAside({ store, tell }: Surroundings): void {
    const record = this.#stored();
    if (!record || record.version === this.exercise.version) return;
    const { title, version } = this.exercise;
    const drafted = !record.checked && !same(record.answer, this.#blank);
    if (drafted)
      store.setAside(
        store.keyOf('exercise', this.name),
        `“${title}” was changed after you began your answer, so you start afresh.`
      );
    else if (record.checked)
      tell(`“${title}” was changed after you answered it. Your result stays; this is a fresh start.`);
    store.write('exercise', this.name, { ...record, version, answer: this.#blank, checked: false });
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
