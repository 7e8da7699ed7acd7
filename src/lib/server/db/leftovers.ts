import { sql, type Kysely } from 'kysely';
import { locksRows } from './locking.ts';
import type { Database } from './schema.ts';

/**
 * After rows were erased: on the embedded database the pages that they stood on are overwritten, and so that the log of
 * what was written does not hold them any longer, it is brought into the database and emptied. Where somebody reads from
 * before, as a backup does, it is used again from its beginning later. PostgreSQL removes what is erased when it vacuums.
 */
export async function clearLeftovers(db: Kysely<Database>): Promise<void> {
  if (db.isTransaction || locksRows(db)) return;
  await db.connection().execute(async (one) => {
    // Nobody else is served while it waits: it does not.
    const { rows } = await sql<{ timeout: number }>`PRAGMA busy_timeout`.execute(one);
    await sql`PRAGMA busy_timeout = 0`.execute(one);
    try {
      await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(one);
    } finally {
      await sql.raw(`PRAGMA busy_timeout = ${rows[0]!.timeout}`).execute(one);
    }
  });
}
