import type { Kysely } from 'kysely';
import { partPoints, shownMark, workMark } from '../classroom/marks.ts';
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
  /** Whether what came of it may be seen yet. */
  told: boolean;
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

export async function reviewOf(
  db: Kysely<Database>,
  own: Answers,
  work: Row<'work'>,
  now: number
): Promise<Review> {
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
  const parts: ReviewedPart[] = [];
  const marks: { score: number | null; override: number | null }[] = [];
  for (const part of own.parts) {
    const score = scores.findLast(({ part_id }) => part_id === part.id) ?? null;
    // What counted then, whichever of the two the learner would take now.
    const version = score?.version ?? countingOf(part, own.instead);
    const exercise = version === null ? null : await versionOf(db, version);
    if (version === null || !exercise) continue;
    const sat = { work, part, version };
    const told = mayShowKey(await keyQuestion(db, own, sat, now));
    const answer = own.answers.find(
      (a) => a.work_id === work.id && a.part_id === part.id && a.version === version
    );
    const row = overrides.find(({ part_id }) => part_id === part.id);
    const override = row && row.points !== null ? { points: row.points, reason: row.reason } : null;
    const mark = { score: score?.score ?? null, override: override?.points ?? null };
    marks.push(mark);
    const verdict = told && answer ? await verdictFor(db, own, sat, now) : null;
    parts.push({
      ...{ id: part.id, title: exercise.row.title, answered: answer !== undefined, told },
      points: told ? partPoints(mark) : null,
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
  const mark = all ? workMark(marks) : null;
  return {
    parts,
    mark: mark === null ? null : shownMark(mark),
    comments: all ? comments.filter((c) => c.part_id === null).map(({ words }) => words) : [],
    toldAt: all ? null : closesOf(own.terms)
  };
}
