import type { Kysely } from 'kysely';
import { worksUntil } from '../../classroom/join-code.ts';

/** A step of `migrations.ts`: join codes run out. Those that were given out before are as good as new ones. */
export async function codeDates(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('class').addColumn('join_code_expires_at', 'bigint').execute();
  const classes = db as Kysely<{ class: { join_code: string | null; join_code_expires_at: number | null } }>;
  await classes
    .updateTable('class')
    .set({ join_code_expires_at: worksUntil(Date.now()) })
    .where('join_code', 'is not', null)
    .execute();
}
