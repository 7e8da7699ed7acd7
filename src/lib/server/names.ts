import type { Kysely } from 'kysely';
import type { Database } from './db/schema.ts';
import { ERASED } from './erasure.ts';

/** User names of instructors by their ids; of one whose account is gone, that it is. */
export async function userNames(
  db: Kysely<Database>,
  ids: readonly string[]
): Promise<(id: string) => string> {
  const asked = [...new Set(ids)];
  const rows =
    asked.length === 0
      ? []
      : await db.selectFrom('user').select(['id', 'name']).where('id', 'in', asked).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? (id === ERASED ? 'an account that was erased' : 'an account that is gone');
}
