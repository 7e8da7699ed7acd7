import type { Kysely } from 'kysely';
import { Marked } from '../classroom/marked.ts';
import type { Assignment } from './assignments.ts';
import type { Database } from './db/schema.ts';
import type { LearnerResult } from './marks.ts';

/** What a class gave to one exercise. */

/** Which attempt of each learner is looked at. */
export type Attempt = 'counts' | 'first' | 'last';

export interface PartAnswer {
  learner: string;
  name: string;
  work: string;
  answer: unknown;
  marked: Marked;
}

/**
 * The answers to an exercise that were marked, one a learner, with what became of their items.
 * @param version what is pinned: a part's own, or what stands in for it
 * @param works ids of the attempts that are looked at
 */
export async function partAnswers(
  db: Kysely<Database>,
  { classId }: Pick<Assignment, 'classId'>,
  at: { part: string; version: string; works: readonly string[] }
): Promise<PartAnswer[]> {
  if (at.works.length === 0) return [];
  const rows = await db
    .selectFrom('score')
    .innerJoin('answer', 'answer.id', 'score.answer_id')
    .innerJoin('work', 'work.id', 'score.work_id')
    .innerJoin('learner', 'learner.id', 'work.learner_id')
    .where('score.part_id', '=', at.part)
    .where('score.class_id', '=', classId)
    .where('answer.version', '=', at.version)
    .where('score.replaced_at', 'is', null)
    .where('work.handed_in_at', 'is not', null)
    .where('work.id', 'in', at.works)
    .select(['learner.id as learner', 'learner.name', 'work.id as work', 'answer.answer', 'score.marked'])
    .orderBy('learner.name')
    .execute();
  return rows.map(({ answer, marked, ...row }) => ({
    ...row,
    answer: JSON.parse(answer) as unknown,
    marked: Marked.parse(JSON.parse(marked))
  }));
}

/** The attempts that are looked at: of each learner one that is handed in. */
export function chosenWorks(learners: readonly LearnerResult[], which: Attempt): string[] {
  return learners.flatMap(({ works, counts }) => {
    const done = works.filter((work) => work.done);
    const work = which === 'counts' ? counts : which === 'first' ? done[0] : done.at(-1);
    return work ? [work.id] : [];
  });
}
