import { PostgresDialect } from 'kysely';
import pg from 'pg';

/** How long a question waits for a connection before it is refused. */
const PATIENCE_MS = 5000;

const { builtins, getTypeParser } = pg.types;

/**
 * A pool of connections, opened when they are needed. The server may go and come back: what was asked meanwhile fails,
 * and the next question finds a new connection.
 */
export function postgresDialect(databaseUrl: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: PATIENCE_MS,
    // Times fit a double exactly; a bigint would come back as text.
    types: {
      getTypeParser: (oid, format) => (oid === builtins.INT8 ? Number : getTypeParser(oid, format))
    }
  });
  // A connection that breaks while nobody asks has no question to fail: unheard, its error would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new PostgresDialect({ pool });
}
