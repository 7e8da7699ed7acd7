import { setImmediate } from 'node:timers/promises';

/** What somebody wants done, and who waits for it. */
interface Asked<Job, Done> {
  job: Job;
  resolve: (done: Done) => void;
  reject: (error: unknown) => void;
}

type Act<Job, Done> = (jobs: readonly Job[], again: boolean) => Promise<readonly Done[]>;

/** How many make a set at most: others who ask the database wait no longer than they take. */
const MOST = 100;

/** How many have to wait, for each set that is being done, before another is begun beside it: small sets cost more. */
const ENOUGH = 40;

/** How often whoever has sent something by now is heard before a set is begun: to read it takes a few turns. */
const TURNS = 8;

/**
 * Jobs of a kind that are done in sets: whatever is asked for while sets are being done makes the next one, so that
 * many who come at the same time share questions and a commit. Each hears when its set is done, and not before.
 */
export class Sets<Job, Done> {
  readonly #act: Act<Job, Done>;
  readonly #beside: number;
  readonly #rests: (() => void) | undefined;
  #waiting: Asked<Job, Done>[] = [];
  #running = 0;

  /**
   * @param act does a set, and says what became of each, in their order. Where it throws, nothing of the set is taken
   * for done, and each is done again as a set of its own (`again`): what one of them met is no matter of the others,
   * until two in a row meet it.
   * @param options.beside how many sets may be done side by side
   * @param options.rests hears when there is nothing more to do
   */
  constructor(act: Act<Job, Done>, { beside = 1, rests }: { beside?: number; rests?: () => void } = {}) {
    this.#act = act;
    this.#beside = beside;
    this.#rests = rests;
  }

  /** Does a job with others. */
  add(job: Job): Promise<Done> {
    return new Promise<Done>((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      void this.#run();
    });
  }

  /** Whether so many wait that another set is worth its while beside those that are being done. */
  #enough(others: number): boolean {
    return this.#waiting.length > others * ENOUGH;
  }

  async #run(): Promise<void> {
    if (this.#running >= this.#beside || !this.#enough(this.#running)) return;
    this.#running++;
    while (this.#enough(this.#running - 1)) {
      for (let turn = 0; turn < TURNS; turn++) await setImmediate();
      const asked = this.#waiting.splice(0, MOST);
      if (asked.length > 0) await this.#do(asked);
    }
    this.#running--;
    if (this.#running === 0) this.#rests?.();
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
