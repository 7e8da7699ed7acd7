import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { accounts } from './accounts.ts';
import { audiences } from './audiences.ts';
import { classes } from './classes.ts';
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
  '0008-live-made': { up: liveMade },
  '0009-audiences': { up: audiences }
};

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
