import pg from 'pg';
import { CannotOpen } from './cannot-open.ts';

/**
 * Who has a PostgreSQL database in use: servers side by side, or a restore alone. An advisory lock of a connection of
 * its own says so, and goes with the process, however that ends. The embedded database has its lock file for that.
 */

/** Any number that nobody else uses. */
const LOCK = 1_464_363_877;
/** Milliseconds until a server that lost its connection asks for the lock again. */
const AGAIN = 5000;

const ASKED = {
  beside: 'SELECT pg_try_advisory_lock_shared($1) AS got',
  alone: 'SELECT pg_try_advisory_lock($1) AS got'
} as const;
const REFUSED = {
  beside: 'The database is being restored from a backup. Start the server once that is done.',
  alone: 'A server uses this database. Stop every one of them first, then restore. Nothing was changed.'
} as const;

/**
 * Holds a database until it is let go. A server that lost the connection takes it up again by itself.
 * @param how `beside` other servers, or `alone`
 * @returns what lets it go
 * @throws CannotOpen where somebody has it whom that does not go together with
 */
export async function hold(databaseUrl: string, how: 'beside' | 'alone'): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let timer: NodeJS.Timeout | null = null;
  let over = false;

  const take = async (): Promise<boolean> => {
    const one = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      connectionTimeoutMillis: 10_000
    });
    one.on('error', () => {});
    await one.connect();
    const { rows } = await one.query<{ got: boolean }>(ASKED[how], [LOCK]);
    if (!rows[0]?.got || over) {
      await one.end();
      return false;
    }
    client = one;
    one.once('end', lost);
    return true;
  };
  const lost = () => {
    client = null;
    if (over || how === 'alone') return;
    timer = setTimeout(() => void take().then((got) => got || lost(), lost), AGAIN);
    timer.unref();
  };

  if (!(await take())) throw new CannotOpen(REFUSED[how]);
  return async () => {
    over = true;
    if (timer) clearTimeout(timer);
    await client?.end();
  };
}
