import type { Kysely } from 'kysely';
import {
  countedPoints,
  isTakenOver,
  shownMark,
  sparesIn,
  withoutPoints,
  workMark,
  type Without
} from '../classroom/marks.ts';
import { closesOf, mayShowKey } from '../classroom/phase.ts';
import type { PublicExercise } from '../exercises/context.ts';
import type { Scored } from '../exercises/define.ts';
import type { SourceCard } from '../exercises/lesson/context.ts';
import type { Database, Row } from './db/schema.ts';
import { keyQuestion, verdictFor, type Answers } from './feedback.ts';
import { publicOf, versionOf } from './versions.ts';
import { countingOf } from './works.ts';

/** A work as its learner looks at it afterwards: verdicts, points and what the instructor said, where they may be seen. */

export interface ReviewedPart {
  id: string;
  title: string;
  answered: boolean;
  /** Why the check gave it no points, where that may be seen. */
  without: Without | null;
  /** Whether what came of it may be seen yet. */
  told: boolean;
  /** `null` where that may not be seen yet, or it is left out of the mark. */
  points: number | null;
  /** An instructor's own points, and why. */
  override: { points: number; reason: string } | null;
  comments: string[];
  /** The answer with its verdict. */
  seen: {
    part: string;
    exercise: PublicExercise;
    blank: unknown;
    sources: SourceCard[];
    answer: unknown;
    verdict: Scored;
  } | null;
}

export interface Review {
  parts: ReviewedPart[];
  /** Of the whole, once every part may be seen; `null` before, and where nothing is asked. */
  mark: number | null;
  comments: string[];
  /** When what is not told yet will be; `null`: once the last attempt is handed in, or everything is told. */
  toldAt: number | null;
}

/** What is stored of a work's marks, and of what an instructor said to it. */
async function storedOf(db: Kysely<Database>, work: Row<'work'>) {
  const [scores, overrides, comments] = await Promise.all([
    db
      .selectFrom('score')
      .select(['part_id', 'version', 'score'])
      .where('work_id', '=', work.id)
      .where('replaced_at', 'is', null)
      .orderBy('created_at')
      .execute(),
    db
      .selectFrom('override')
      .select(['part_id', 'points', 'reason'])
      .where('work_id', '=', work.id)
      .where('replaced_at', 'is', null)
      .execute(),
    db
      .selectFrom('comment')
      .select(['part_id', 'words'])
      .where('work_id', '=', work.id)
      .orderBy('created_at')
      .execute()
  ]);
  return { scores, overrides, comments };
}

/** Each part of a work with the exercise that counted, whether what came of it may be seen, and what came of it. */
async function weighed(
  db: Kysely<Database>,
  own: Answers,
  work: Row<'work'>,
  { scores, overrides }: Pick<Awaited<ReturnType<typeof storedOf>>, 'scores' | 'overrides'>,
  now: number
) {
  const found = [];
  for (const part of own.parts) {
    const score = scores.findLast(({ part_id }) => part_id === part.id) ?? null;
    // What counted then, whichever of the two the learner would take now.
    const version = score?.version ?? countingOf(part, own.instead);
    const exercise = version === null ? null : await versionOf(db, version);
    if (version === null || !exercise) continue;
    const sat = { work, part, version };
    const told = mayShowKey(await keyQuestion(db, own, sat, now));
    const row = overrides.find(({ part_id }) => part_id === part.id);
    const override = row && row.points !== null ? { points: row.points, reason: row.reason } : null;
    const spared = sparesIn(own.terms.settings, work.started_at);
    const mark = { score: score?.score ?? null, override: override?.points ?? null, spared };
    found.push({ sat, exercise, told, override, mark });
  }
  return found;
}

/** What the list of assignments says of a work that is handed in. */
export interface Told {
  /** Of the whole, 0 to 100; `null` while a part may not be seen, or its key has not been shown to the learner. */
  mark: number | null;
  /** Whether an instructor wrote something that may be seen. */
  commented: boolean;
}

/**
 * Mark and comments in short, without showing any key. The mark of reserved exercises is told from when the learner has
 * opened the work: that is noted, and no more time opens the work again after it.
 */
export async function toldOf(
  db: Kysely<Database>,
  own: Answers,
  work: Row<'work'>,
  now: number
): Promise<Told> {
  const stored = await storedOf(db, work);
  const parts = await weighed(db, own, work, stored, now);
  const all = parts.every(({ told }) => told);
  const looked = work.revealed_at !== null || parts.every(({ exercise }) => exercise.row.access === 'open');
  const mark = all && looked ? workMark(parts.map((part) => part.mark)) : null;
  const seen = new Set(parts.filter(({ told }) => told).map(({ sat }) => sat.part.id));
  return {
    mark: mark === null ? null : shownMark(mark),
    commented: stored.comments.some(({ part_id }) => (part_id === null ? all : seen.has(part_id)))
  };
}

export async function reviewOf(
  db: Kysely<Database>,
  own: Answers,
  work: Row<'work'>,
  now: number
): Promise<Review> {
  const stored = await storedOf(db, work);
  const { comments } = stored;
  const found = await weighed(db, own, work, stored, now);
  const parts: ReviewedPart[] = [];
  const takenOver = isTakenOver(own.terms.settings, work.started_at);
  for (const { sat, exercise, told, override, mark } of found) {
    const { part, version } = sat;
    const answer = own.answers.find(
      (a) => a.work_id === work.id && a.part_id === part.id && a.version === version
    );
    const verdict = told && answer ? await verdictFor(db, own, sat, now) : null;
    const answered = answer !== undefined;
    parts.push({
      ...{ id: part.id, title: exercise.row.title, answered, told },
      without: told ? withoutPoints({ ...mark, answered, takenOver }) : null,
      points: told ? countedPoints(mark) : null,
      override: told ? override : null,
      comments: told ? comments.filter((c) => c.part_id === part.id).map(({ words }) => words) : [],
      seen:
        verdict && answer
          ? {
              part: part.id,
              exercise: publicOf(exercise),
              blank: exercise.blank,
              sources: JSON.parse(exercise.row.sources) as SourceCard[],
              answer: JSON.parse(answer.answer) as unknown,
              verdict
            }
          : null
    });
  }
  const all = parts.every(({ told }) => told);
  const mark = all ? workMark(found.map((each) => each.mark)) : null;
  return {
    parts,
    mark: mark === null ? null : shownMark(mark),
    comments: all ? comments.filter((c) => c.part_id === null).map(({ words }) => words) : [],
    toldAt: all ? null : closesOf(own.terms)
  };
}
