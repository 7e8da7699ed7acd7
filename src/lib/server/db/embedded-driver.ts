import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { SqliteDriver, type DatabaseConnection, type SqliteDatabase, type SqliteStatement } from 'kysely';
import { Trouble } from './trouble.ts';

/** Milliseconds that a question waits for the connection. */
const PATIENCE = 10_000;

/** Milliseconds of questions in a row before others have their turn. */
const SHARE = 10;

/** Statements that are kept ready. */
const READY = 300;

/** Kysely's own driver for the one connection of an embedded database. */
export class EmbeddedDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  readonly #turns = new Turns();
  #connection: DatabaseConnection | null = null;

  constructor(database: DatabaseSync) {
    super({ database: bridge(database) });
    this.#database = database;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.take();
    return (this.#connection ??= breathing(await super.acquireConnection()));
  }

  override releaseConnection(): Promise<void> {
    this.#turns.give();
    return Promise.resolve();
  }

  /** SQLite ends a transaction by itself where the disk is full: there is nothing left to roll back then. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/**
 * Who has the connection, and who waits for it, in the order in which they came. Nobody waits for ever: a transaction
 * that asks the database besides itself would wait for its own end, and everybody else with it.
 */
class Turns {
  #taken = false;
  readonly #waiting = new Set<() => void>();

  async take(): Promise<void> {
    if (!this.#taken) {
      this.#taken = true;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const next = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(next);
        reject(new Trouble('busy', new Error(`The connection was not free within ${PATIENCE} ms.`)));
      }, PATIENCE);
      this.#waiting.add(next);
    });
  }

  give(): void {
    const [next] = this.#waiting;
    if (next) {
      this.#waiting.delete(next);
      next();
    } else this.#taken = false;
  }
}

/** `node:sqlite` in the shape that the driver asks for. Statements are kept, since preparing takes longer than most do. */
function bridge(database: DatabaseSync): SqliteDatabase {
  const ready = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const found = ready.get(sql) ?? prepare(database, sql);
      ready.delete(sql);
      ready.set(sql, found);
      const [oldest] = ready.keys();
      if (ready.size > READY) ready.delete(oldest!);
      // Another table has other columns.
      if (/^\s*(create|alter|drop)\b/i.test(sql)) ready.clear();
      return found;
    }
  };
}

function prepare(database: DatabaseSync, sql: string): SqliteStatement {
  const statement = database.prepare(sql);
  return {
    // A statement that gives rows has columns, whatever it changes besides (`returning`).
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[]))
  };
}

/**
 * SQLite answers at once. Whoever asked much in a row would keep the server from everything else, so that now and then
 * a question waits until what else there is to do is done.
 */
function breathing(connection: DatabaseConnection): DatabaseConnection {
  let since = performance.now();
  return {
    async executeQuery(query, options) {
      if (performance.now() - since > SHARE) {
        await setImmediate();
        since = performance.now();
      }
      return connection.executeQuery(query, options);
    },
    streamQuery: (query, size, options) => connection.streamQuery(query, size, options)
  };
}
