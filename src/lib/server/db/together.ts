import { setImmediate } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { locksRows } from './locking.ts';
import type { Database } from './schema.ts';

type Db = Kysely<Database>;

/** What somebody wants done, and who waits for it. */
interface Job {
  act: (db: Db) => Promise<unknown>;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** How many share a commit: others who ask the database wait no longer than they take. */
const MOST = 50;

const groups = new WeakMap<Db, Group>();

/**
 * Does a small change. On the embedded database, changes that are asked for at the same time share one transaction, so
 * that the disk is synced once for all of them; each is acknowledged when that is on the disk, and not before. PostgreSQL
 * does the like by itself.
 * @param act asks only the database that it is handed, and may be run again where nothing of it was kept
 */
export function together<T>(db: Db, act: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction || locksRows(db)) return act(db);
  const group = groups.get(db) ?? new Group(db);
  groups.set(db, group);
  return group.add(act);
}

class Group {
  readonly #db: Db;
  #waiting: Job[] = [];
  #runs = false;

  constructor(db: Db) {
    this.#db = db;
  }

  add<T>(act: (db: Db) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ act, resolve: resolve as Job['resolve'], reject });
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#runs) return;
    this.#runs = true;
    while (this.#waiting.length > 0) {
      // Whoever has sent a request by now is heard first.
      await setImmediate();
      await this.#commit(this.#waiting.splice(0, MOST));
    }
    this.#runs = false;
  }

  async #commit(jobs: Job[]): Promise<void> {
    const done = await this.#db
      .transaction()
      .execute(async (tx) => {
        const values: unknown[] = [];
        for (const { act } of jobs) values.push(await act(tx));
        return values;
      })
      .catch(() => null);
    // Nothing was kept: what one of them met is no matter of the others.
    if (done) jobs.forEach(({ resolve }, i) => resolve(done[i]));
    else for (const { act, resolve, reject } of jobs) await act(this.#db).then(resolve, reject);
  }
}
