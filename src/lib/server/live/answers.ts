import type { Kysely } from 'kysely';
import type { Round } from '../../classroom/live/state.ts';
import type { Database } from '../db/schema.ts';
import type { Live } from './sessions.ts';

/** The answers of a session, as its report and export take them. */

export interface LiveAnswer {
  id: string;
  part: string;
  round: Round;
  learner: string;
  /** The pseudonym. */
  name: string;
  version: string;
  /** Whether it is to what stands in for the part's own exercise: then it is in no count of the class. */
  standIn: boolean;
  /** As it is stored: JSON. */
  answer: string;
  savedAt: number;
}

/**
 * Every answer that counts, by learner, part and round: of who took what stands in for a part, the answer to that; of who
 * was taken out, none.
 * @param learner whose answers alone are asked for
 */
export async function liveAnswers(
  db: Kysely<Database>,
  { assignmentId, classId, state }: Live,
  learner?: string
): Promise<LiveAnswer[]> {
  let asked = db
    .selectFrom('answer')
    .innerJoin('work', 'work.id', 'answer.work_id')
    .innerJoin('part', 'part.id', 'answer.part_id')
    .innerJoin('learner', 'learner.id', 'work.learner_id')
    .leftJoin('opt_out', (join) =>
      join.onRef('opt_out.part_id', '=', 'answer.part_id').onRef('opt_out.learner_id', '=', 'work.learner_id')
    )
    .where('work.class_id', '=', classId)
    .where('work.assignment_id', '=', assignmentId)
    .where('work.kind', '=', 'live');
  if (learner !== undefined) asked = asked.where('work.learner_id', '=', learner);
  const rows = await asked
    .select(['answer.id', 'answer.part_id', 'answer.version', 'answer.answer', 'answer.saved_at'])
    .select(['work.number', 'work.learner_id', 'learner.name'])
    .select(['part.version as own', 'part.stand_in_version', 'opt_out.part_id as opted'])
    .orderBy('learner.name')
    .orderBy('part.position')
    .orderBy('work.number')
    .execute();
  return rows
    .filter(({ learner_id }) => !state.out.includes(learner_id))
    .filter((row) => row.version === ((row.opted === null ? null : row.stand_in_version) ?? row.own))
    .map((row) => ({
      ...{ id: row.id, part: row.part_id, round: row.number as Round, learner: row.learner_id },
      ...{ name: row.name, version: row.version, standIn: row.version !== row.own },
      ...{ answer: row.answer, savedAt: row.saved_at }
    }));
}
