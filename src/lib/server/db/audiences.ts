import { sql, type Kysely } from 'kysely';

/**
 * A step of `migrations.ts`: an assignment is for the class, as all were before, or for chosen learners of it. Marks that
 * were made of a live session are for those who have one.
 */
export async function audiences(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('assignment')
    .addColumn('audience', 'text', (c) => c.notNull().defaultTo('class'))
    .execute();
  await schema
    .createTable('chosen')
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('assignment_id', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('chosen_pk', ['assignment_id', 'learner_id'])
    .execute();
  await schema.createIndex('chosen_of_class').on('chosen').column('class_id').execute();
  await schema.createIndex('chosen_of_learner').on('chosen').column('learner_id').execute();
  const marks = sql`SELECT assignment_id FROM live_made WHERE what IN ('first', 'last')`;
  await sql`UPDATE assignment SET audience = 'chosen' WHERE id IN (${marks})`.execute(db);
  await sql`
    INSERT INTO chosen (class_id, assignment_id, learner_id)
    SELECT DISTINCT class_id, assignment_id, learner_id FROM work WHERE assignment_id IN (${marks})
  `.execute(db);
}
