import type { Kysely } from 'kysely';

/** A step of `migrations.ts`: an assignment is for the class, as all were before, or for chosen learners of it. */
export async function audiences({ schema }: Kysely<unknown>): Promise<void> {
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
}
