import type { Kysely } from 'kysely';

/**
 * The columns of indexes. Each reference to another table has one: without it every row that is erased there is looked
 * for here from end to end. Those of classes go on as most questions do.
 */
const REFERENCES: Record<string, Record<string, string[]>> = {
  accepted: {
    accepted_of_assignment: ['assignment_id'],
    accepted_of_class: ['class_id', 'assignment_id']
  },
  answer: {
    answer_of_class: ['class_id'],
    answer_of_part: ['part_id'],
    answer_of_version: ['version']
  },
  comment: { comment_of_class: ['class_id'], comment_of_part: ['part_id'] },
  extension: {
    extension_of_class: ['class_id', 'assignment_id'],
    extension_of_learner: ['learner_id']
  },
  invitation: { invitation_of_class: ['class_id'] },
  learner_session: { learner_session_of_class: ['class_id'] },
  live_seat: { live_seat_of_class: ['class_id'] },
  opt_out: { opt_out_of_class: ['class_id'], opt_out_of_learner: ['learner_id'] },
  override: { override_of_class: ['class_id'], override_of_part: ['part_id'] },
  part: {
    part_of_class: ['class_id', 'assignment_id'],
    part_of_version: ['version'],
    part_of_stand_in_version: ['stand_in_version']
  },
  rescored: { rescored_of_class: ['class_id'] },
  rescoring: { rescoring_of_class: ['class_id', 'assignment_id'] },
  score: { score_of_answer: ['answer_id'], score_of_class: ['class_id'] },
  work: { work_of_class: ['class_id', 'assignment_id'] }
};

/** A step of `migrations.ts`: every reference gets an index. */
export async function indexes(db: Kysely<unknown>): Promise<void> {
  for (const [table, named] of Object.entries(REFERENCES))
    for (const [name, columns] of Object.entries(named))
      await db.schema.createIndex(name).on(table).columns(columns).execute();
}
