import {
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Dialect
} from 'kysely';
import pg from 'pg';
import { prepared } from './prepared.ts';
import { watched, type Trouble } from './trouble.ts';

/** Milliseconds that a question waits for a connection. */
const PATIENCE = 10_000;

const { builtins, getTypeParser } = pg.types;

/** Kysely's own PostgreSQL dialect over a pool of `pg`. */
export function postgresDialect(databaseUrl: string, thrown: (trouble: Trouble) => unknown): Dialect {
  const pool = openPool(databaseUrl);
  return {
    createDriver: () => watched(new PostgresDriver({ pool: prepared(pool) }), thrown),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db)
  };
}

/**
 * A pool of connections, opened when they are needed. The server may go and come back: what was asked meanwhile fails,
 * and the next question finds a new connection.
 */
function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: PATIENCE,
    keepAlive: true,
    // Where this machine vanishes in the middle of a transaction, others do not wait for it for ever.
    idle_in_transaction_session_timeout: 60_000,
    // Times fit a double exactly; a bigint would come back as text.
    types: {
      getTypeParser: (oid, format) => (oid === builtins.INT8 ? Number : getTypeParser(oid, format))
    }
  });
  // A connection that breaks while nobody asks has no question to fail: unheard, its error would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
