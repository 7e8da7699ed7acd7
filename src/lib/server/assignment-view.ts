import type { Kysely } from 'kysely';
import { blocksOf, lessonIn } from '../classroom/draft.ts';
import type { Tally } from '../classroom/said.ts';
import type { Assignment } from './assignments.ts';
import { forWhom } from './audiences.ts';
import { catalogue } from './catalogue.ts';
import type { Database } from './db/schema.ts';

/** A published assignment, as its instructors look at it. */

export interface ShownExercise {
  title: string;
  level: 1 | 2 | 3;
  minutes: number;
  access: 'open' | 'reserved';
  /** The title of what stands in for it. */
  standIn: string | null;
}

/** A step as it was pinned: a lesson with its exercises, or an exercise by itself. */
export interface ShownStep {
  /** Of the lesson; `null` where it is an exercise by itself. */
  lesson: { title: string; minutes: number } | null;
  words: string;
  exercises: ShownExercise[];
}

/** The steps of a published assignment: exercises as they were pinned, lessons as the packs have them now. */
export async function shownSteps(
  db: Kysely<Database>,
  { parts }: Assignment
): Promise<{ steps: ShownStep[]; tally: Tally }> {
  const offered = await catalogue();
  const versions = parts.flatMap(({ version, standInVersion }) => [version, standInVersion]);
  const pinned = await db
    .selectFrom('pinned')
    .select(['version', 'title', 'level', 'minutes', 'access'])
    .where('version', 'in', versions.filter((version) => version !== null).concat(''))
    .execute();
  const byVersion = new Map(pinned.map((row) => [row.version, row]));
  const steps = blocksOf(parts).map((block): ShownStep => {
    const { pack, lesson: slug, words } = block[0]!;
    const lesson = slug === null ? undefined : lessonIn(offered, `${pack}/${slug}`);
    return {
      lesson: slug === null ? null : { title: lesson?.title ?? slug, minutes: lesson?.minutes ?? 0 },
      words,
      exercises: block.flatMap(({ version, standInVersion }) => {
        const row = byVersion.get(version ?? '');
        if (!row) return [];
        const { title, minutes, access } = row;
        const standIn = byVersion.get(standInVersion ?? '')?.title ?? null;
        return [{ title, level: row.level as ShownExercise['level'], minutes, access, standIn }];
      })
    };
  });
  const exercises = steps.flatMap(({ exercises }) => exercises);
  const minutes = ({ lesson, exercises }: ShownStep) =>
    lesson ? lesson.minutes : exercises.reduce((sum, { minutes }) => sum + minutes, 0);
  const tally = {
    minutes: steps.reduce((sum, step) => sum + minutes(step), 0),
    exercises: exercises.length,
    open: exercises.filter(({ access }) => access === 'open').length
  };
  return { steps, tally };
}

/** How many learners an assignment is for, and how many of them have begun it, and have handed it in. */
export async function progressOf(
  db: Kysely<Database>,
  classId: string,
  assignmentId: string
): Promise<{ learners: number; begun: number; handedIn: number }> {
  const { learners } = await db
    .selectFrom('learner')
    .select((row) => row.fn.countAll<number>().as('learners'))
    .where('class_id', '=', classId)
    .where('claimed_at', 'is not', null)
    .where(forWhom(assignmentId))
    .executeTakeFirstOrThrow();
  const works = await db
    .selectFrom('work')
    .select(['learner_id', 'handed_in_at'])
    .where('class_id', '=', classId)
    .where('assignment_id', '=', assignmentId)
    .where('kind', '=', 'assigned')
    .execute();
  const some = (rows: readonly { learner_id: string }[]) => new Set(rows.map((row) => row.learner_id)).size;
  return {
    learners: Number(learners),
    begun: some(works),
    handedIn: some(works.filter(({ handed_in_at }) => handed_in_at !== null))
  };
}

/** Who has more time, by name. */
export function extensionsOf(
  db: Kysely<Database>,
  classId: string,
  assignmentId: string
): Promise<{ learner: string; name: string; minutes: number; until: number | null }[]> {
  return db
    .selectFrom('extension')
    .innerJoin('learner', 'learner.id', 'extension.learner_id')
    .where('extension.class_id', '=', classId)
    .where('extension.assignment_id', '=', assignmentId)
    .where((row) => row.or([row('extension.minutes', '>', 0), row('extension.until', 'is not', null)]))
    .orderBy('learner.name')
    .select(['learner.id as learner', 'learner.name', 'extension.minutes', 'extension.until'])
    .execute();
}
