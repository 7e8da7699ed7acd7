import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { SqliteDialect, type SqliteDatabase } from 'kysely';

/** `node:sqlite` in the shape that Kysely's own SQLite dialect asks for. */
export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  const bridge: SqliteDatabase = {
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
  return new SqliteDialect({ database: bridge });
}

/**
 * Opens an embedded database. What it acknowledges is on the disk: every commit is synced.
 * @param file path of the database file, or `:memory:`
 */
export function openSqlite(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('PRAGMA foreign_keys = ON');
  database.exec('PRAGMA busy_timeout = 5000');
  return database;
}
