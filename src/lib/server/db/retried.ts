import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema.ts';
import { wasStopped } from './trouble.ts';

/** How often a transaction is tried. */
const TIMES = 3;

/**
 * Does a transaction, and does it again where PostgreSQL stopped it for the sake of another one that waited for it in
 * turn. For what changes rows of several learners, in an order of its own: saves and checks change them as they come.
 * @param work may be done several times: it changes nothing but the store
 * @returns what `work` returned, once it is on the disk
 * @throws what `work` throws, and what the store does; the last time also that it was stopped
 */
export async function retried<Done>(
  db: Kysely<Database>,
  work: (tx: Transaction<Database>) => Promise<Done>
): Promise<Done> {
  for (let time = 1; ; time++)
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (time === TIMES || !wasStopped(error)) throw error;
    }
}
