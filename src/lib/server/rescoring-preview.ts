import type { Kysely } from 'kysely';
import { shownMark } from '../classroom/marks.ts';
import { Outcome, Plan, spread } from '../classroom/rescoring.ts';
import { registry } from '../exercises/registry.ts';
import { agrees } from '../exercises/parts/checking.ts';
import { points } from '../scoring/words.ts';
import type { Assignment } from './assignments.ts';
import type { Database, Row } from './db/schema.ts';
import { partOfWork, resultsOf } from './marks.ts';
import { userNames } from './names.ts';
import { marksOf } from './rescoring.ts';
import type { Slot } from './rescoring-pending.ts';
import { versionOf } from './versions.ts';

/** What a rescoring would change, and what others have changed, for the page. */

type Db = Kysely<Database>;

/** How far a preview is that is still being made. */
export async function stagedOf(db: Db, row: Row<'rescoring'>): Promise<{ done: number; of: number }> {
  const { parts } = Plan.parse(JSON.parse(row.plan));
  let of = 0;
  for (const part of parts) {
    const { count } = await marksOf(db, part)
      .select((each) => each.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    of += Number(count);
  }
  const { count } = await db
    .selectFrom('rescored')
    .where('rescoring_id', '=', row.id)
    .select((each) => each.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { done: Number(count), of };
}

/** How many changed marks a page lists; the counts are of all. */
const LISTED = 500;

/** Who would change, by how much; marks are of whole assignments, points of parts, 0 to 100. */
export async function previewOf(db: Db, assignment: Assignment, id: string, now: number) {
  const rows = await db
    .selectFrom('rescored')
    .innerJoin('score', 'score.id', 'rescored.score_id')
    .innerJoin('work', 'work.id', 'score.work_id')
    .where('rescored.rescoring_id', '=', id)
    .where('rescored.marked', 'is not', null)
    .select(['score.work_id', 'score.part_id', 'score.score as before', 'rescored.score as after'])
    .select(['work.learner_id', 'work.number'])
    .execute();
  const instead = new Map(rows.map((row) => [partOfWork(row.work_id, row.part_id), row.after ?? row.before]));
  const before = await resultsOf(db, assignment, now);
  const after = await resultsOf(db, assignment, now, { instead });
  const names = new Map(before.learners.map((learner) => [learner.id, learner]));
  const parts = new Map(before.parts.map((part) => [part.id, part.number]));
  const changes = rows
    .map((row) => ({
      learner: names.get(row.learner_id)?.name ?? '',
      attempt: row.number,
      part: parts.get(row.part_id) ?? 0,
      before: points(row.before),
      after: points(row.after ?? row.before),
      /** Whether an instructor's own points stand in its place, so that the mark does not move. */
      own:
        names
          .get(row.learner_id)
          ?.works.some(
            (work) =>
              work.id === row.work_id && work.parts[(parts.get(row.part_id) ?? 0) - 1]?.override !== null
          ) ?? false
    }))
    .filter((change) => change.before !== change.after)
    .sort((a, b) => a.learner.localeCompare(b.learner, 'en') || a.part - b.part || a.attempt - b.attempt);
  const marks = before.learners.flatMap(({ id, name, mark }) => {
    const then = after.learners.find((learner) => learner.id === id)?.mark ?? null;
    return mark === null || then === null ? [] : [{ name, before: shownMark(mark), after: shownMark(then) }];
  });
  return {
    changes: changes.slice(0, LISTED),
    more: Math.max(0, changes.length - LISTED),
    marks: marks.filter((one) => one.before !== one.after),
    learners: marks.length,
    spread: {
      before: spread(marks.map((one) => one.before)),
      after: spread(marks.map((one) => one.after))
    }
  };
}

/** What another key reads otherwise than the one that was pinned: item by item, in words. */
export async function keyChanges(db: Db, { version, present }: Slot) {
  const pinned = await versionOf(db, version);
  if (!pinned || !present) return [];
  const { logic, item, key } = pinned;
  const next = logic.key.parse(present.key);
  const classroom = await registry[present.type].classroom();
  const say = (id: string, given: string | null | undefined) =>
    given == null ? 'readers differ' : classroom.reading(item, id, given).name;
  const names = new Map(classroom.items(item, next).map((unit) => [unit.id, unit.what]));
  const [from, to] = [classroom.keyed(item, key), classroom.keyed(item, next)];
  const relabelled = [...to].flatMap(([id, value]) =>
    from.get(id) === value
      ? []
      : [{ what: names.get(id) ?? id, from: say(id, from.get(id)), to: say(id, value) }]
  );
  if (relabelled.length > 0) return relabelled;
  // Where marks are free, what the old key marks is held against the new one.
  const verdict = logic.check(item, next, logic.solution(item, key));
  if (verdict.status === 'invalid') return [];
  return verdict.items
    .filter((one) => agrees(one) === false)
    .map((one) => ({
      what: names.get(one.id) ?? one.id,
      from: one.given === null ? 'not marked' : 'marked',
      to: one.code === 'extra' ? 'not marked' : 'marked'
    }));
}

/** The rescorings of an assignment that were applied, the latest first. */
export async function historyOf(db: Db, { id, classId }: Pick<Assignment, 'id' | 'classId'>) {
  const rows = await db
    .selectFrom('rescoring')
    .selectAll()
    .where('class_id', '=', classId)
    .where('assignment_id', '=', id)
    .where('applied_at', 'is not', null)
    .orderBy('applied_at', 'desc')
    .execute();
  const names = await userNames(
    db,
    rows.map((row) => row.created_by)
  );
  return rows.map((row) => ({
    ...{ id: row.id, at: row.applied_at!, by: names(row.created_by), why: row.why },
    outcome: Outcome.parse(JSON.parse(row.outcome!))
  }));
}

/** The preview of an assignment that is neither applied nor thrown away. */
export const openPreview = (
  db: Db,
  { id, classId }: Pick<Assignment, 'id' | 'classId'>
): Promise<Row<'rescoring'> | undefined> =>
  db
    .selectFrom('rescoring')
    .selectAll()
    .where('class_id', '=', classId)
    .where('assignment_id', '=', id)
    .where('applied_at', 'is', null)
    .executeTakeFirst();
