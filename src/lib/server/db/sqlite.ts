import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
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
  constructor(database: DatabaseSync) {
    super({ database: bridge(database) });
    this.#database = database;
  }
  /** SQLite ends a transaction by itself where the disk is full: there is nothing left to roll back then. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
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
 */
export function openSqlite(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA journal_size_limit = 16777216;
  `);
  return database;
}
