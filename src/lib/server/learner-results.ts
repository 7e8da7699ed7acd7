import type { Kysely } from 'kysely';
import type { Scored } from '../exercises/define.ts';
import { acceptedOf } from './accepted.ts';
import type { Database, Row } from './db/schema.ts';
import { markAnswer } from './marking.ts';
import { userNames } from './names.ts';
import { versionOf, type Pinned } from './versions.ts';

/** What one learner gave, beside the key, and what instructors said and changed. */

type Db = Kysely<Database>;

/** An answer of a learner with its verdict. It holds the key: for instructors alone. */
export interface SeenAnswer {
  pinned: Pinned;
  answer: unknown;
  savedAt: number;
  /** `null` where it cannot be marked: it was given to something else. */
  verdict: Scored | null;
}

/**
 * The answer of a work to a part; of two (to an exercise, and to what stands in for it) the one that was marked, else
 * the later one.
 */
export async function seenAnswer(db: Db, workId: string, partId: string): Promise<SeenAnswer | null> {
  const rows = await db
    .selectFrom('answer')
    .leftJoin('score', (join) =>
      join.onRef('score.answer_id', '=', 'answer.id').on('score.replaced_at', 'is', null)
    )
    .where('answer.work_id', '=', workId)
    .where('answer.part_id', '=', partId)
    .select(['answer.version', 'answer.answer', 'answer.saved_at', 'score.created_at as marked_at'])
    .execute();
  const [row] = rows.sort((a, b) => (b.marked_at ?? 0) - (a.marked_at ?? 0) || b.saved_at - a.saved_at);
  const pinned = row && (await versionOf(db, row.version));
  if (!row || !pinned) return null;
  const answer = JSON.parse(row.answer) as unknown;
  const marking = markAnswer(pinned, answer, await acceptedOf(db, partId, row.version));
  return { pinned, answer, savedAt: row.saved_at, verdict: 'problems' in marking ? null : marking.verdict };
}

/** Something that was said or changed, with who did it. */
export interface Note {
  id: string;
  at: number;
  by: string;
  words: string;
}

export interface Comment extends Note {
  /** The part that it is about; `null`: the whole work. */
  part: string | null;
  /** Whether whoever asks wrote it. */
  own: boolean;
}

/** A mark that a part has or had. */
export interface PastMark extends Note {
  part: string;
  /** 0 to 1 and uncut, of a score; 0 to 100 of an instructor's own points; `null` where those were taken back. */
  score: number | null;
  points: number | null;
  replacedAt: number | null;
}

/** Comments to a work, the first one first. */
export async function commentsOn(db: Db, workId: string, asker: string): Promise<Comment[]> {
  const rows = await db
    .selectFrom('comment')
    .selectAll()
    .where('work_id', '=', workId)
    .orderBy('created_at')
    .execute();
  const names = await userNames(
    db,
    rows.map(({ created_by }) => created_by)
  );
  return rows.map(({ id, created_at, created_by, words, part_id }) => ({
    ...{ id, at: created_at, by: names(created_by), words, part: part_id, own: created_by === asker }
  }));
}

/** Every mark that the parts of a work had, the latest first. */
export async function pastMarks(db: Db, workId: string): Promise<PastMark[]> {
  const [scores, overrides] = await Promise.all([
    db
      .selectFrom('score')
      .select(['id', 'part_id', 'score', 'created_at', 'created_by', 'why', 'replaced_at'])
      .where('work_id', '=', workId)
      .execute(),
    db.selectFrom('override').selectAll().where('work_id', '=', workId).execute()
  ]);
  const by = [...scores, ...overrides].flatMap(({ created_by }) => created_by ?? []);
  const names = await userNames(db, by);
  const note = (row: Pick<Row<'score'>, 'id' | 'part_id' | 'created_at' | 'created_by' | 'replaced_at'>) => ({
    ...{ id: row.id, part: row.part_id, at: row.created_at, replacedAt: row.replaced_at },
    by: row.created_by === null ? 'the check' : names(row.created_by)
  });
  return [
    ...scores.map((row) => ({ ...note(row), score: row.score, points: null, words: row.why })),
    ...overrides.map((row) => ({ ...note(row), score: null, points: row.points, words: row.reason }))
  ].sort((a, b) => b.at - a.at);
}
