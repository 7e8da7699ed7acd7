import { setImmediate } from 'node:timers/promises';

/** What somebody wants done, and who waits for it. */
interface Asked<Job, Done> {
  job: Job;
  resolve: (done: Done) => void;
  reject: (error: unknown) => void;
}

/** How many are done at once: others who ask the database wait no longer than they take. */
const MOST = 100;

/**
 * Jobs of a kind that are done in sets: whatever is asked for while a set is being done makes the next one, so that
 * many who come at the same time share questions and a commit. Each hears when its set is done, and not before.
 */
export class Sets<Job, Done> {
  readonly #act: (jobs: readonly Job[]) => Promise<readonly Done[]>;
  readonly #rests: () => void;
  #waiting: Asked<Job, Done>[] = [];
  #runs = false;

  /**
   * @param act does a set, and says what became of each, in their order. Where it throws, nothing of the set is taken
   * for done, and each is done again as a set of its own: what one of them met is no matter of the others.
   * @param rests hears when there is nothing more to do
   */
  constructor(act: (jobs: readonly Job[]) => Promise<readonly Done[]>, rests: () => void = () => {}) {
    this.#act = act;
    this.#rests = rests;
  }

  /** Does a job with others. */
  add(job: Job): Promise<Done> {
    return new Promise<Done>((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#runs) return;
    this.#runs = true;
    while (this.#waiting.length > 0) {
      // Whoever has sent a request by now is heard first.
      await setImmediate();
      await this.#do(this.#waiting.splice(0, MOST));
    }
    this.#runs = false;
    this.#rests();
  }

  async #do(asked: readonly Asked<Job, Done>[]): Promise<void> {
    const done = await this.#act(asked.map(({ job }) => job)).catch((error: unknown) => {
      if (asked.length === 1) asked[0]!.reject(error);
      return null;
    });
    if (done) asked.forEach(({ resolve }, i) => resolve(done[i]!));
    else if (asked.length > 1) for (const each of asked) await this.#do([each]);
  }
}
