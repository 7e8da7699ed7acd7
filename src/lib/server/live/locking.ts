import type { Transaction } from 'kysely';
import { locksRows } from '../db/locking.ts';
import type { Database } from '../db/schema.ts';

/** Whoever reads sessions to write over them waits for who is at it: what was read stays true until the transaction ends. */
export async function lockLives(
  tx: Transaction<Database>,
  of: 'id' | 'class_id',
  value: string
): Promise<void> {
  if (locksRows(tx))
    await tx.selectFrom('live').select('id').where(of, '=', value).orderBy('id').forUpdate().execute();
}
