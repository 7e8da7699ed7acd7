import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import {
  sql,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  type SqliteDatabase
} from 'kysely';
import { watched, type Trouble } from './trouble.ts';

/** Kysely's own SQLite dialect over `node:sqlite`. */
export const sqliteDialect = (database: DatabaseSync, thrown: (trouble: Trouble) => unknown): Dialect => ({
  createDriver: () => watched(new EmbeddedDriver(database), thrown),
  createAdapter: () => new EmbeddedAdapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db)
});

/** `node:sqlite` in the shape that the dialect asks for. */
function bridge(database: DatabaseSync): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        // A statement that gives rows has columns, whatever it changes besides (`returning`).
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[]))
      };
    }
  };
}

class EmbeddedDriver extends SqliteDriver {
  readonly #database: DatabaseSync;
  #connection: DatabaseConnection | null = null;
  constructor(database: DatabaseSync) {
    super({ database: bridge(database) });
    this.#database = database;
  }
  override async acquireConnection(): Promise<DatabaseConnection> {
    return (this.#connection ??= breathing(await super.acquireConnection()));
  }
  /** SQLite ends a transaction by itself where the disk is full: there is nothing left to roll back then. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

/** Milliseconds of questions in a row before others have their turn. */
const TURN = 10;

/**
 * SQLite answers at once. Whoever asked much in a row would keep the server from everything else, so that now and then
 * a question waits until what else there is to do is done.
 */
function breathing(connection: DatabaseConnection): DatabaseConnection {
  let since = performance.now();
  return {
    async executeQuery(query, options) {
      if (performance.now() - since > TURN) {
        await setImmediate();
        since = performance.now();
      }
      return connection.executeQuery(query, options);
    },
    streamQuery: (query, size, options) => connection.streamQuery(query, size, options)
  };
}

/**
 * A migration is done whole or not at all, which SQLite can. References are not enforced meanwhile: where a step makes
 * a table anew, dropping the old one would take along all rows that refer to it. They are checked at its end.
 */
class EmbeddedAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`PRAGMA foreign_keys = OFF`.execute(db);
  }
  override async releaseMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`PRAGMA foreign_keys = ON`.execute(db);
  }
}

/**
 * Opens an embedded database. What it acknowledges is on the disk: every commit is synced.
 * @param file path of the database file, or `:memory:`
 * @param as a reader changes nothing, and disturbs no owner
 */
export function openSqlite(file: string, as: 'owner' | 'reader'): DatabaseSync {
  const readOnly = as === 'reader';
  const database = new DatabaseSync(file, { timeout: 5000, readOnly });
  if (!readOnly)
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA journal_size_limit = 16777216;
    `);
  return database;
}
