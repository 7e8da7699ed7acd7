import type { Kysely } from 'kysely';

/** A step of `migrations.ts`: classes, who is in them, what is set to them, and what came of it. */
export async function classes(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  const inClass = 'class_id';

  await schema
    .createTable('setting')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();

  await schema
    .createTable('class')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('join_code', 'text', (c) => c.unique())
    .addColumn('door_shut_at', 'bigint')
    .addColumn('typed_names', 'integer', (c) => c.notNull())
    .addColumn('rehearsal', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .addColumn('erase_announced_at', 'bigint')
    .execute();

  await schema
    .createTable('teaching')
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('teaching_pk', ['class_id', 'user_id'])
    .execute();
  await schema.createIndex('teaching_of_user').on('teaching').column('user_id').execute();

  await schema
    .createTable('invitation')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.references('class.id').onDelete('cascade'))
    .addColumn('code_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('used_by', 'text')
    .addColumn('used_at', 'bigint')
    .execute();

  await schema
    .createTable('learner')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('typed', 'integer', (c) => c.notNull())
    .addColumn('approved_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('claimed_at', 'bigint')
    .addColumn('recovery_hash', 'text', (c) => c.unique())
    .addColumn('reentry_hash', 'text', (c) => c.unique())
    .addColumn('reentry_expires_at', 'bigint')
    .addUniqueConstraint('learner_name', ['class_id', 'name'])
    .execute();

  await schema
    .createTable('learner_session')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('learner_session_of').on('learner_session').column('learner_id').execute();

  await schema
    .createTable('pinned')
    .addColumn('version', 'text', (c) => c.primaryKey())
    .addColumn('item_version', 'text', (c) => c.notNull())
    .addColumn('pack', 'text', (c) => c.notNull())
    .addColumn('slug', 'text', (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('task', 'text', (c) => c.notNull())
    .addColumn('skill', 'text', (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('access', 'text', (c) => c.notNull())
    .addColumn('item', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('sources', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();

  await schema
    .createTable('assignment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('assignment_of_class').on('assignment').column(inClass).execute();

  await schema
    .createTable('part')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('assignment_id', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('pack', 'text', (c) => c.notNull())
    .addColumn('lesson', 'text')
    .addColumn('exercise', 'text')
    .addColumn('version', 'text', (c) => c.references('pinned.version'))
    .addColumn('stand_in', 'text')
    .addColumn('stand_in_version', 'text', (c) => c.references('pinned.version'))
    .addColumn('words', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('part_of_assignment').on('part').column('assignment_id').execute();

  await schema
    .createTable('extension')
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('assignment_id', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
    .addColumn('minutes', 'integer', (c) => c.notNull())
    .addColumn('until', 'bigint')
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('extension_pk', ['assignment_id', 'learner_id'])
    .execute();

  await schema
    .createTable('opt_out')
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('part_id', 'text', (c) => c.notNull().references('part.id').onDelete('cascade'))
    .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('opt_out_pk', ['part_id', 'learner_id'])
    .execute();

  await schema
    .createTable('work')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('assignment_id', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
    .addColumn('number', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('started_at', 'bigint', (c) => c.notNull())
    .addColumn('ends_at', 'bigint')
    .addColumn('handed_in_at', 'bigint')
    .addColumn('handed_in_by', 'text')
    .addColumn('late', 'integer', (c) => c.notNull())
    .addColumn('revealed_at', 'bigint')
    .addUniqueConstraint('work_once', ['assignment_id', 'learner_id', 'kind', 'number'])
    .execute();
  await schema.createIndex('work_of_learner').on('work').column('learner_id').execute();

  await schema
    .createTable('answer')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('work_id', 'text', (c) => c.notNull().references('work.id').onDelete('cascade'))
    .addColumn('part_id', 'text', (c) => c.notNull().references('part.id').onDelete('cascade'))
    .addColumn('version', 'text', (c) => c.notNull().references('pinned.version'))
    .addColumn('answer', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .addColumn('delivery', 'text', (c) => c.notNull())
    .addColumn('saved_at', 'bigint', (c) => c.notNull())
    .addColumn('checked_at', 'bigint')
    .addUniqueConstraint('answer_once', ['work_id', 'part_id', 'version'])
    .execute();

  await schema
    .createTable('score')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('work_id', 'text', (c) => c.notNull().references('work.id').onDelete('cascade'))
    .addColumn('part_id', 'text', (c) => c.notNull().references('part.id').onDelete('cascade'))
    .addColumn('answer_id', 'text', (c) => c.notNull().references('answer.id').onDelete('cascade'))
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('score', 'double precision', (c) => c.notNull())
    .addColumn('marked', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text')
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('replaced_at', 'bigint')
    .execute();
  await schema.createIndex('score_of_work').on('score').columns(['work_id', 'part_id']).execute();
  await schema.createIndex('score_of_part').on('score').column('part_id').execute();

  await schema
    .createTable('override')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('work_id', 'text', (c) => c.notNull().references('work.id').onDelete('cascade'))
    .addColumn('part_id', 'text', (c) => c.notNull().references('part.id').onDelete('cascade'))
    .addColumn('points', 'double precision')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('replaced_at', 'bigint')
    .execute();
  await schema.createIndex('override_of_work').on('override').columns(['work_id', 'part_id']).execute();

  await schema
    .createTable('comment')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('work_id', 'text', (c) => c.notNull().references('work.id').onDelete('cascade'))
    .addColumn('part_id', 'text', (c) => c.references('part.id').onDelete('cascade'))
    .addColumn('words', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('comment_of_work').on('comment').column('work_id').execute();

  await schema
    .createTable('accepted')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('assignment_id', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('part_id', 'text', (c) => c.notNull().references('part.id').onDelete('cascade'))
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('item_id', 'text', (c) => c.notNull())
    .addColumn('given', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('applied_at', 'bigint')
    .addColumn('leaving', 'integer', (c) => c.notNull().defaultTo(0))
    .addUniqueConstraint('accepted_once', ['part_id', 'version', 'item_id', 'given'])
    .execute();

  await schema
    .createTable('rescoring')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('assignment_id', 'text', (c) => c.notNull().references('assignment.id').onDelete('cascade'))
    .addColumn('plan', 'text', (c) => c.notNull())
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ready_at', 'bigint')
    .addColumn('applied_at', 'bigint')
    .addColumn('outcome', 'text')
    .execute();
  await schema.createIndex('rescoring_of_assignment').on('rescoring').column('assignment_id').execute();

  await schema
    .createTable('rescored')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('rescoring_id', 'text', (c) => c.notNull().references('rescoring.id').onDelete('cascade'))
    .addColumn('score_id', 'text', (c) => c.notNull().references('score.id').onDelete('cascade'))
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('score', 'double precision')
    .addColumn('marked', 'text')
    .addUniqueConstraint('rescored_once', ['rescoring_id', 'score_id'])
    .execute();
  await schema.createIndex('rescored_of_score').on('rescored').column('score_id').execute();

  await schema
    .createTable('audit')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('actor', 'text', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('about', 'text')
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('audit_of_class').on('audit').columns(['class_id', 'at']).execute();
}
