import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrations } from './migrations.ts';
import type { Database } from './schema.ts';
import { openSqlite, sqliteDialect } from './sqlite.ts';

export type Engine = 'sqlite' | 'postgres';

/** An open store: one schema on either engine. */
export interface Store {
  readonly db: Kysely<Database>;
  readonly engine: Engine;
  close(): Promise<void>;
}

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
  const database = openSqlite('dataDir' in place ? join(place.dataDir, 'whose-words.sqlite') : ':memory:');
  const db = new Kysely<Database>({ dialect: sqliteDialect(database) });
  return { db, engine: 'sqlite', close: () => db.destroy() };
}

function postgres(databaseUrl: string): Store {
  // Times fit a double exactly; a bigint would come back as text.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, engine: 'postgres', close: () => db.destroy() };
}
