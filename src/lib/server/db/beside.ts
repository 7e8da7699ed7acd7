import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kysely } from 'kysely';
import { postgresDialect } from './postgres.ts';
import type { Database } from './schema.ts';
import { openSqlite, sqliteDialect } from './sqlite.ts';
import { FILE } from './store.ts';
import type { Trouble } from './trouble.ts';

/** Whoever runs a script reads what the database says. */
const asItIs = (trouble: Trouble) => trouble;

/**
 * A second connection to a store, for a short look or change beside the server: it takes no lock, and leaves the tables
 * as they are.
 * @param env where the store is, as for the server: DATABASE_URL, else DATA_DIR
 * @throws where no server has made a store there yet
 */
export function openBeside(env: NodeJS.ProcessEnv): Kysely<Database> {
  const { DATABASE_URL, DATA_DIR } = env;
  if (DATABASE_URL) return new Kysely<Database>({ dialect: postgresDialect(DATABASE_URL, asItIs) });
  const file = resolve(join(DATA_DIR || 'data', FILE));
  if (!existsSync(file))
    throw new Error(
      `There is no database at ${file}. Start the server first, or name its folder with DATA_DIR.`
    );
  return new Kysely<Database>({ dialect: sqliteDialect(openSqlite(file), asItIs) });
}
