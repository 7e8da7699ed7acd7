import { setImmediate } from 'node:timers/promises';

/** What somebody wants done, and who waits for it. */
interface Asked<Job, Done> {
  job: Job;
  resolve: (done: Done) => void;
  reject: (error: unknown) => void;
}

type Act<Job, Done> = (jobs: readonly Job[], again: boolean) => Promise<readonly Done[]>;

/** How many are done at once: others who ask the database wait no longer than they take. */
const MOST = 100;

/**
 * Jobs of a kind that are done in sets: whatever is asked for while a set is being done makes the next one, so that
 * many who come at the same time share questions and a commit. Each hears when its set is done, and not before.
 */
export class Sets<Job, Done> {
  readonly #act: Act<Job, Done>;
  readonly #rests: () => void;
  #waiting: Asked<Job, Done>[] = [];
  #runs = false;

  /**
   * @param act does a set, and says what became of each, in their order. Where it throws, nothing of the set is taken
   * for done, and each is done again as a set of its own (`again`): what one of them met is no matter of the others,
   * until two in a row meet it.
   * @param rests hears when there is nothing more to do
   */
  constructor(act: Act<Job, Done>, rests: () => void = () => {}) {
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
    const done = await this.#act(
      asked.map(({ job }) => job),
      false
    ).catch(() => null);
    if (done) asked.forEach(({ resolve }, i) => resolve(done[i]!));
    else await this.#alone(asked);
  }

  async #alone(asked: readonly Asked<Job, Done>[]): Promise<void> {
    let failed = 0;
    let last: unknown;
    for (const { job, resolve, reject } of asked) {
      if (failed < 2)
        await this.#act([job], true).then(
          ([done]) => {
            failed = 0;
            resolve(done!);
          },
          (error: unknown) => {
            failed++;
            last = error;
            reject(error);
          }
        );
      // Where the database is gone, nobody waits until each of them has asked for it.
      else reject(last);
    }
  }
}
