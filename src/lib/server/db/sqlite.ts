import { DatabaseSync } from 'node:sqlite';
import {
  sql,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type Dialect,
  type Kysely
} from 'kysely';
import { EmbeddedDriver } from './embedded-driver.ts';
import { watched, type Trouble } from './trouble.ts';

/** Kysely's own SQLite dialect over `node:sqlite`. */
export const sqliteDialect = (database: DatabaseSync, thrown: (trouble: Trouble) => unknown): Dialect => ({
  createDriver: () => watched(new EmbeddedDriver(database), thrown),
  createAdapter: () => new EmbeddedAdapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (db) => new SqliteIntrospector(db)
});

/**
 * A migration is done whole or not at all, which SQLite can. References are not enforced meanwhile: where a step makes
 * a table anew, dropping the old one would take along all rows that refer to it. They are checked at its end.
 */
class EmbeddedAdapter extends SqliteAdapter {
  /** The driver keeps the turns of its one connection, and lets nobody wait for ever. */
  override get supportsMultipleConnections(): boolean {
    return true;
  }
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
 * @param readOnly whether it is only to be read, beside whoever else uses it
 */
export function openSqlite(file: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5000, readOnly });
  if (!readOnly)
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      PRAGMA secure_delete = ON;
      PRAGMA journal_size_limit = 16777216;
    `);
  return database;
}
