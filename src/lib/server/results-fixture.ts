import type { Kysely } from 'kysely';
import type { Settings } from '../classroom/settings.ts';
import { assignmentOf, type Assignment } from './assignments.ts';
import type { Database } from './db/schema.ts';
import { newId } from './ids.ts';
import { versionOf, type Pinned } from './versions.ts';
import { assign, T } from './works-fixture.ts';
import { handIn } from './handing-in.ts';
import { beginWork } from './works.ts';

/** For the tests: a class whose learners have handed in. Answers are the key's, with chosen items read another way. */

export const TEACHER = 'teacher';
export const SORT = 'warm-up/sort-careful';
export const MARK = 'warm-up/mark-careful';

export interface Room {
  db: Kysely<Database>;
  assignment: Assignment;
  /** Ids by name. */
  learners: Record<string, string>;
}

/** A class with an assignment and learners of these names, none of whom has begun. */
export async function room(
  db: Kysely<Database>,
  names: readonly string[],
  steps: readonly string[] = [SORT, MARK],
  change: Partial<Settings> = {}
): Promise<Room> {
  const classId = newId();
  await db
    .insertInto('class')
    .values({ id: classId, name: '5b', typed_names: 0, rehearsal: 0, created_at: T })
    .execute();
  const id = await assign(db, classId, change, steps);
  const learners: Record<string, string> = {};
  for (const name of names) {
    learners[name] = newId();
    await db
      .insertInto('learner')
      .values({
        ...{ id: learners[name], class_id: classId, name, typed: 0 },
        ...{ approved_at: T, created_at: T, claimed_at: T }
      })
      .execute();
  }
  return { db, assignment: await assignmentOf(db, classId, id), learners };
}

/** What a learner gives for an exercise: `null` leaves it out. */
export type Gives = (pinned: Pinned) => unknown;

/** The key's own answer. */
export const keyed: Gives = ({ logic, item, key }) => logic.solution(item, key);

/** The key's answer to an exercise of labels, with the first `n` statements under the next label. */
export const off =
  (n: number): Gives =>
  (pinned) => {
    const answer = keyed(pinned) as { labels?: Record<string, string> };
    const labels = Object.entries(answer.labels ?? {});
    const names = [...new Set(labels.map(([, label]) => label))].sort();
    const next = (label: string) => names[(names.indexOf(label) + 1) % names.length]!;
    return {
      ...answer,
      labels: Object.fromEntries(labels.map(([id, label], i) => [id, i < n ? next(label) : label]))
    };
  };

/** The key's answer to an exercise of labels, as far as its first `n` statements. */
export const only =
  (n: number): Gives =>
  (pinned) => {
    const answer = keyed(pinned) as { labels?: Record<string, string> };
    return { ...answer, labels: Object.fromEntries(Object.entries(answer.labels ?? {}).slice(0, n)) };
  };

/**
 * Does an assignment as a learner.
 * @param gives for each part, in their order
 * @returns the id of the work
 */
export async function does(
  { db, assignment, learners }: Room,
  name: string,
  gives: readonly (Gives | null)[],
  { now = T + 1000, handsIn = true } = {}
): Promise<string> {
  const whose = { classId: assignment.classId, assignmentId: assignment.id, learnerId: learners[name]! };
  const work = await beginWork(db, whose, now);
  if (!work) throw new Error(`${name} cannot begin`);
  for (const [i, give] of gives.entries()) {
    const part = assignment.parts[i]!;
    if (!give) continue;
    await db
      .insertInto('answer')
      .values({
        ...{
          id: newId(),
          class_id: assignment.classId,
          work_id: work.id,
          part_id: part.id,
          version: part.version!
        },
        answer: JSON.stringify(give((await versionOf(db, part.version!))!)),
        ...{ revision: 1, delivery: newId(), saved_at: now }
      })
      .execute();
  }
  if (handsIn) await handIn(db, whose, work.id, now);
  return work.id;
}
