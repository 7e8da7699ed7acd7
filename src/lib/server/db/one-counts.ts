import { sql, type Kysely } from 'kysely';

/** What there may be several of, of which one counts: the one that nothing has replaced. */
const COUNTING = [
  { table: 'override', of: ['work_id', 'part_id'] },
  { table: 'score', of: ['answer_id'] }
];

/** A step of `migrations.ts`: the store itself lets no two count. Where several did, the last one goes on. */
export async function oneCounts(db: Kysely<unknown>): Promise<void> {
  for (const { table, of } of COUNTING) {
    const rows = sql.table(table);
    const same = of.map((column) => sql`later.${sql.ref(column)} = ${rows}.${sql.ref(column)}`);
    const later = sql`
      FROM ${rows} AS later
      WHERE ${sql.join(same, sql` AND `)} AND later.replaced_at IS NULL AND (
        later.created_at > ${rows}.created_at
        OR (later.created_at = ${rows}.created_at AND later.id > ${rows}.id))`;
    await sql`
      UPDATE ${rows} SET replaced_at = (SELECT max(later.created_at) ${later})
      WHERE replaced_at IS NULL AND EXISTS (SELECT 1 ${later})`.execute(db);
    await db.schema
      .createIndex(`${table}_counts_once`)
      .unique()
      .on(table)
      .columns(of)
      .where(sql.ref('replaced_at'), 'is', null)
      .execute();
  }
}
