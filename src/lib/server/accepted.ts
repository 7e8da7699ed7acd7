import type { Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import type { AcceptedReading } from './marking.ts';

/** What counts in a part besides the key, for everybody: what was brought in, and what is not proposed only. */
export function acceptedOf(
  db: Kysely<Database>,
  partId: string,
  version: string
): Promise<AcceptedReading[]> {
  return db
    .selectFrom('accepted')
    .select(['item_id', 'given', 'reason'])
    .where('part_id', '=', partId)
    .where('version', '=', version)
    .where('applied_at', 'is not', null)
    .execute();
}
