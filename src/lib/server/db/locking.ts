import { PostgresAdapter, type Kysely } from 'kysely';
import type { Database } from './schema.ts';

/**
 * Whether rows have to be locked against each other's transactions: PostgreSQL runs them side by side, the embedded
 * database one after the other (and knows no `for share`).
 */
export const locksRows = (db: Kysely<Database>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter;
