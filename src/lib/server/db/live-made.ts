import { sql, type Kysely } from 'kysely';

/**
 * A step of `migrations.ts`: what was made of a live session is noted, and by whom. Of marks that were made before it,
 * the history of the class says so: they are noted as the first line says that came after the session began. (Several
 * sessions of a class may have had the same title.)
 */
export async function liveMade(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('live_made')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('live_id', 'text', (c) => c.notNull().references('live.id').onDelete('cascade'))
    .addColumn('assignment_id', 'text', (c) =>
      c.notNull().unique().references('assignment.id').onDelete('cascade')
    )
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('live_made_of_live').on('live_made').column('live_id').execute();
  await schema.createIndex('live_made_of_class').on('live_made').column('class_id').execute();
  for (const what of ['first', 'last'])
    await sql`
      INSERT INTO live_made (id, class_id, live_id, assignment_id, what, created_by, created_at)
      SELECT made.id, made.class_id, live.id, made.id, ${sql.lit(what)}, audit.actor, audit.at
      FROM live
      JOIN assignment AS made ON made.class_id = live.class_id AND made.created_at = live.created_at
      JOIN audit ON audit.class_id = live.class_id
        AND audit.detail = 'Made marks of a live session: “' || made.title || '”.'
        AND audit.at >= live.created_at
      WHERE NOT EXISTS (
          SELECT 1 FROM audit AS earlier
          WHERE earlier.class_id = audit.class_id AND earlier.detail = audit.detail AND earlier.at >= live.created_at
            AND (earlier.at < audit.at OR (earlier.at = audit.at AND earlier.id < audit.id))
        )
        AND made.state = 'archived' AND made.title LIKE ${sql.lit(`% (live, ${what} answers)`)}`.execute(db);
}
