import type { Kysely } from 'kysely';
import { isFor } from '../classroom/audience.ts';
import { counting, isTakenOver, sparesIn, workMark, type PartMark } from '../classroom/marks.ts';
import type { Assignment, AssignmentPart } from './assignments.ts';
import type { Database } from './db/schema.ts';
import { handInOverdue } from './handing-in.ts';

/** The marks of an assignment: summaries only, so that a class of forty is there at once. */

/** A part that has an exercise, as results name it. */
export interface MarkedPart {
  id: string;
  /** From 1, over those that have an exercise. */
  number: number;
  /** What is pinned: what learners did. */
  version: string;
  title: string;
  type: string;
  access: 'open' | 'reserved';
  /** An id of `SKILLS`. */
  skill: string;
  /** What is pinned to stand in for it. */
  standIn: { version: string; title: string } | null;
}

/** What a learner has of a part. */
export interface PartResult extends PartMark {
  /** Whether anything was given to the exercise that counts. */
  answered: boolean;
  /** Whether it was taken over from a live session. */
  takenOver: boolean;
  /** Whether the learner does what stands in for it. */
  instead: boolean;
}

/** An attempt of a learner. */
export interface WorkResult {
  id: string;
  number: number;
  startedAt: number;
  handedInAt: number | null;
  /** Whether the time ended it, and not the learner. */
  byTime: boolean;
  late: boolean;
  /** Whether it has a mark: it is handed in. */
  done: boolean;
  /** In the order of the parts. */
  parts: PartResult[];
}

export interface LearnerResult {
  id: string;
  name: string;
  /** Every attempt, the first one first. */
  works: WorkResult[];
  /** The attempt that counts, and its mark, 0 to 100; `null` where none is handed in. */
  counts: WorkResult | null;
  mark: number | null;
}

export interface Results {
  parts: MarkedPart[];
  /** By name. */
  learners: LearnerResult[];
}

/** The parts of a published assignment that have an exercise. */
export async function markedParts(db: Kysely<Database>, { parts }: Assignment): Promise<MarkedPart[]> {
  const versions = parts
    .flatMap(({ version, standInVersion }) => [version, standInVersion])
    .filter((v) => v !== null);
  if (versions.length === 0) return [];
  const rows = await db
    .selectFrom('pinned')
    .select(['version', 'title', 'type', 'access', 'skill'])
    .where('version', 'in', versions)
    .execute();
  const byVersion = new Map(rows.map((row) => [row.version, row]));
  const named = (version: string | null) => (version === null ? undefined : byVersion.get(version));
  return parts
    .flatMap((part: AssignmentPart) => {
      const own = named(part.version);
      return own ? [{ part, own, standIn: named(part.standInVersion) }] : [];
    })
    .map(({ part, own, standIn }, i) => ({
      ...own,
      id: part.id,
      number: i + 1,
      standIn: standIn ? { version: standIn.version, title: standIn.title } : null
    }));
}

/** A part of a work, or of a learner, as a key of maps. */
export const partOfWork = (work: string, part: string): string => `${work} ${part}`;

/**
 * The results of an assignment, over those whom it is for. What the time has ended is handed in first.
 * @param now milliseconds since 1970
 * @param instead scores in the place of the stored ones, by `partOfWork`: as a rescoring would leave them
 * @param learner whose results alone are asked for
 */
export async function resultsOf(
  db: Kysely<Database>,
  assignment: Assignment,
  now: number,
  { instead, learner }: { instead?: ReadonlyMap<string, number>; learner?: string } = {}
): Promise<Results> {
  const { id, classId, settings, audience } = assignment;
  await handInOverdue(db, { classId, assignmentId: id }, now);
  const ids = worksIn(db, assignment, learner);
  let learnersOf = db
    .selectFrom('learner')
    .select(['id', 'name', 'claimed_at'])
    .where('class_id', '=', classId);
  if (learner !== undefined) learnersOf = learnersOf.where('id', '=', learner);
  const [parts, learners, works, answers, scores, overrides, optOuts] = await Promise.all([
    markedParts(db, assignment),
    learnersOf.execute(),
    db.selectFrom('work').selectAll().where('id', 'in', ids).orderBy('number').execute(),
    db.selectFrom('answer').select(['work_id', 'part_id', 'version']).where('work_id', 'in', ids).execute(),
    db
      .selectFrom('score')
      .select(['work_id', 'part_id', 'score'])
      .where('work_id', 'in', ids)
      .where('replaced_at', 'is', null)
      .orderBy('created_at')
      .execute(),
    db
      .selectFrom('override')
      .select(['work_id', 'part_id', 'points'])
      .where('work_id', 'in', ids)
      .where('replaced_at', 'is', null)
      .execute(),
    db
      .selectFrom('opt_out')
      .innerJoin('part', 'part.id', 'opt_out.part_id')
      .where('part.assignment_id', '=', id)
      .where('opt_out.class_id', '=', classId)
      .select(['opt_out.learner_id', 'opt_out.part_id'])
      .execute()
  ]);
  const at = (row: { work_id: string; part_id: string }) => partOfWork(row.work_id, row.part_id);
  const answered = new Set(answers.map((row) => `${at(row)} ${row.version}`));
  // Of two marks (of an exercise, and of what stands in for it) the later one counts.
  const scored = new Map(scores.map((row) => [at(row), row.score]));
  const opted = new Set(optOuts.map((row) => partOfWork(row.learner_id, row.part_id)));
  const overridden = new Map(overrides.map((row) => [at(row), row.points]));
  const workResults = new Map<string, WorkResult[]>();
  for (const work of works) {
    const result: WorkResult = {
      id: work.id,
      number: work.number,
      startedAt: work.started_at,
      handedInAt: work.handed_in_at,
      byTime: work.handed_in_by === 'time',
      late: work.late === 1,
      done: work.handed_in_at !== null,
      parts: parts.map((part) => {
        const key = partOfWork(work.id, part.id);
        const score = instead?.get(key) ?? scored.get(key) ?? null;
        const elsewhere = opted.has(partOfWork(work.learner_id, part.id));
        const { version } = (elsewhere ? part.standIn : null) ?? part;
        return {
          score,
          override: overridden.get(key) ?? null,
          spared: sparesIn(settings, work.started_at),
          takenOver: isTakenOver(settings, work.started_at),
          answered: score !== null || answered.has(`${key} ${version}`),
          instead: elsewhere
        };
      })
    };
    workResults.set(work.learner_id, [...(workResults.get(work.learner_id) ?? []), result]);
  }
  return {
    parts,
    learners: learners
      // A pseudonym that nobody has taken is nobody.
      .filter(({ id, claimed_at }) => (claimed_at !== null && isFor(audience, id)) || workResults.has(id))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map(({ id, name }) => {
        const own = workResults.get(id) ?? [];
        const counts = counting(own, settings.counts);
        return { id, name, works: own, counts, mark: counts && workMark(counts.parts) };
      })
  };
}

/** The ids of an assignment's works, all or of one learner, as a subquery. */
function worksIn(
  db: Kysely<Database>,
  { id, classId }: Pick<Assignment, 'id' | 'classId'>,
  learner: string | undefined
) {
  const all = db
    .selectFrom('work')
    .select('work.id')
    .where('work.class_id', '=', classId)
    .where('work.assignment_id', '=', id)
    .where('work.kind', '=', 'assigned');
  return learner === undefined ? all : all.where('work.learner_id', '=', learner);
}
