import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import { postgresDialect } from './postgres.ts';
import type { Database } from './schema.ts';
import { openSqlite, sqliteDialect } from './sqlite.ts';

export type Engine = 'sqlite' | 'postgres';

/** An open store: one schema on either engine. */
export interface Store {
  readonly db: Kysely<Database>;
  readonly engine: Engine;
  close(): Promise<void>;
}

/** The embedded database, in its folder. */
export const FILE = 'whose-words.sqlite';

/** Where the store is: a PostgreSQL server, or a folder that holds the embedded database. */
export type Place = { databaseUrl: string } | { dataDir: string } | { memory: true };

/**
 * Opens the store and brings its tables up to this program's.
 * @throws where the place cannot be opened, or holds a database that is newer than the program
 */
export async function openStore(place: Place): Promise<Store> {
  const store = 'databaseUrl' in place ? postgres(place.databaseUrl) : embedded(place);
  const { error } = await new Migrator({
    db: store.db,
    provider: { getMigrations: () => Promise.resolve(migrations) }
  }).migrateToLatest();
  if (error) {
    await store.close();
    throw error instanceof Error ? error : new Error('The database could not be brought up to date.');
  }
  return store;
}

function embedded(place: { dataDir: string } | { memory: true }): Store {
  if ('dataDir' in place) mkdirSync(place.dataDir, { recursive: true });
  const database = openSqlite('dataDir' in place ? join(place.dataDir, FILE) : ':memory:');
  const db = new Kysely<Database>({ dialect: sqliteDialect(database) });
  return { db, engine: 'sqlite', close: () => db.destroy() };
}

function postgres(databaseUrl: string): Store {
  const db = new Kysely<Database>({ dialect: postgresDialect(databaseUrl) });
  return { db, engine: 'postgres', close: () => db.destroy() };
}
