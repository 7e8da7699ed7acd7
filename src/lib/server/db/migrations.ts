import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { codeDates } from './code-dates.ts';
import { indexes } from './indexes.ts';
import { liveMade } from './live-made.ts';
import { oneCounts } from './one-counts.ts';

/**
 * Every step that a database has gone through, in order. A step that was released is never changed: the next change is
 * another step. Written in Kysely's builder with types that both engines have.
 */
export const migrations: Record<string, Migration> = {
  '0001-classes': { up: classes },
  '0002-accounts': { up: accounts },
  '0003-live': { up: live },
  '0004-indexes': { up: indexes },
  '0005-one-counts': { up: oneCounts },
  '0006-marks': { up: marks },
  '0007-code-dates': { up: codeDates },
  '0008-live-made': { up: liveMade }
};

async function classes(db: Kysely<unknown>): Promise<void> {
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

async function accounts(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('user')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('username', 'text', (c) => c.notNull().unique())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('email_verified', 'integer', (c) => c.notNull())
    .addColumn('image', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .addColumn('admin', 'integer', (c) => c.notNull())
    .addColumn('disabled', 'integer', (c) => c.notNull())
    .execute();

  await schema
    .createTable('session')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('token', 'text', (c) => c.notNull().unique())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('ip_address', 'text')
    .addColumn('user_agent', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('session_of_user').on('session').column('user_id').execute();

  await schema
    .createTable('account')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('account_id', 'text', (c) => c.notNull())
    .addColumn('provider_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    .addColumn('access_token', 'text')
    .addColumn('refresh_token', 'text')
    .addColumn('id_token', 'text')
    .addColumn('access_token_expires_at', 'text')
    .addColumn('refresh_token_expires_at', 'text')
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('account_of_user').on('account').column('user_id').execute();

  await schema
    .createTable('verification')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('identifier', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('verification_identifier').on('verification').column('identifier').execute();

  await schema
    .createTable('failure')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .execute();
}

async function live(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;

  await schema
    .createTable('live')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('assignment_id', 'text', (c) =>
      c.notNull().unique().references('assignment.id').onDelete('cascade')
    )
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('ended_at', 'bigint')
    .execute();
  await schema.createIndex('live_of_class').on('live').column('class_id').execute();

  await schema
    .createTable('live_seat')
    .addColumn('live_id', 'text', (c) => c.notNull().references('live.id').onDelete('cascade'))
    .addColumn('class_id', 'text', (c) => c.notNull().references('class.id').onDelete('cascade'))
    .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
    .addColumn('joined_at', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint')
    .addPrimaryKeyConstraint('live_seat_pk', ['live_id', 'learner_id'])
    .execute();
  await schema.createIndex('live_seat_of_learner').on('live_seat').column('learner_id').execute();
}

/** Marks are gone through by part in the order of their ids when they are rescored. */
async function marks({ schema }: Kysely<unknown>): Promise<void> {
  await schema.dropIndex('score_of_part').execute();
  await schema.createIndex('score_of_part').on('score').columns(['part_id', 'id']).execute();
}
