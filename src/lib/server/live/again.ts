import type { Transaction } from 'kysely';
import type { Database } from '../db/schema.ts';
import { lockLives } from './locking.ts';
import type { Live } from './sessions.ts';

/**
 * The draft that was made of a session since whoever asks has looked: who presses twice, or beside a colleague, makes one.
 * Until the transaction ends nobody else makes any.
 * @param known the drafts that they know of
 * @returns the id of the last one, or `null` where they know of all
 */
export async function setSince(
  tx: Transaction<Database>,
  { id }: Pick<Live, 'id'>,
  known: readonly string[]
): Promise<string | null> {
  await lockLives(tx, 'id', id);
  const made = await tx
    .selectFrom('live_made')
    .select('assignment_id')
    .where('live_id', '=', id)
    .where('what', '=', 'again')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return made.findLast(({ assignment_id }) => !known.includes(assignment_id))?.assignment_id ?? null;
}
