import { PostgresAdapter, type Kysely, type Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Whether rows have to be locked against each other's transactions: PostgreSQL runs them side by side, the embedded
 * database one after the other (and knows no `for share`).
 */
export const locksRows = (db: Kysely<Database>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;

/**
 * Until the end of a transaction the keys of an assignment stay as they are for those who mark with them; who changes
 * them, and the marks that they gave, waits until nobody does, and everybody after waits for the change.
 */
export async function keepKeys(
  tx: Transaction<Database>,
  assignmentId: string,
  keys: 'used' | 'changed'
): Promise<void> {
  if (!locksRows(tx)) return;
  const row = tx.selectFrom('assignment').select('id').where('id', '=', assignmentId);
  await (keys === 'used' ? row.forShare() : row.forNoKeyUpdate()).execute();
}
