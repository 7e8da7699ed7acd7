import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Marked } from '../classroom/marked.ts';
import { countedPoints, partPoints, type PartMark } from '../classroom/marks.ts';
import type { Gradebook } from '../classroom/gradebooks.ts';
import type { Assignment } from './assignments.ts';
import { BOM, csvLine } from './csv.ts';
import type { Database } from './db/schema.ts';
import { markedParts, type Results } from './marks.ts';

/** What an instructor takes away of an assignment. People are pseudonyms in all of it. */

/** The marks, as gradebooks get them: of each learner the attempt that counts. */
export function gradebookOf({ title }: Assignment, { parts, learners }: Results): Gradebook {
  return {
    title,
    parts: parts.map((part) => part.title),
    learners: learners.map(({ name, mark, counts }) => ({
      name,
      mark,
      points: parts.map((_, i) => (counts ? countedPoints(counts.parts[i]!) : null))
    }))
  };
}

/** How many answers are read at once. */
const BATCH = 200;

interface Row {
  learner: string;
  attempt: number;
  handedInAt: number | null;
  late: boolean;
  part: number;
  exercise: string;
  version: string;
  savedAt: number;
  answer: unknown;
  /** `null` where it is not marked yet, or has too little for points. */
  marked: Marked | null;
  points: number | null;
  ownPoints: number | null;
}

/** Every answer of an assignment, in the order of their ids, a batch at a time. */
async function* answersOf(db: Kysely<Database>, assignment: Assignment): AsyncGenerator<Row[]> {
  const numbers = new Map((await markedParts(db, assignment)).map((part) => [part.id, part.number]));
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('answer')
      .innerJoin('work', 'work.id', 'answer.work_id')
      .innerJoin('learner', 'learner.id', 'work.learner_id')
      .innerJoin('pinned', 'pinned.version', 'answer.version')
      .leftJoin('score', (join) =>
        join.onRef('score.answer_id', '=', 'answer.id').on('score.replaced_at', 'is', null)
      )
      .leftJoin('override', (join) =>
        join
          .onRef('override.work_id', '=', 'answer.work_id')
          .onRef('override.part_id', '=', 'answer.part_id')
          .on('override.replaced_at', 'is', null)
      )
      .where('work.class_id', '=', assignment.classId)
      .where('work.assignment_id', '=', assignment.id)
      .where('work.kind', '=', 'assigned')
      .where('answer.id', '>', after)
      .select(['answer.id', 'answer.part_id', 'answer.version', 'answer.answer', 'answer.saved_at'])
      .select(['work.number', 'work.handed_in_at', 'work.late', 'learner.name'])
      .select(['pinned.pack', 'pinned.slug', 'score.score', 'score.marked', 'override.points'])
      .orderBy('answer.id')
      .limit(BATCH)
      .execute();
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    yield rows.map((row): Row => {
      const mark: PartMark = { score: row.score, override: row.points };
      return {
        ...{ learner: row.name, attempt: row.number, handedInAt: row.handed_in_at, late: row.late === 1 },
        ...{ part: numbers.get(row.part_id) ?? 0, exercise: `${row.pack}/${row.slug}`, version: row.version },
        ...{ savedAt: row.saved_at, answer: JSON.parse(row.answer) as unknown, ownPoints: row.points },
        marked: row.marked === null ? null : Marked.parse(JSON.parse(row.marked)),
        points: row.score === null && row.points === null ? null : partPoints(mark)
      };
    });
  }
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const yes = (flag: boolean | null) => (flag === null ? null : flag ? 'yes' : 'no');

const COLUMNS = [
  ...[
    'pseudonym',
    'attempt',
    'handed in',
    'late',
    'exercise no.',
    'exercise',
    'version',
    'points',
    'own points'
  ],
  ...['item', 'given', 'expected', 'agrees', 'accepted', 'sure', 'answer']
];

/** All answers, an item a line; what is not marked has one line with the answer as it is stored. */
export async function* answersCsv(
  db: Kysely<Database>,
  assignment: Assignment,
  bom: boolean
): AsyncGenerator<string> {
  yield (bom ? BOM : '') + csvLine(COLUMNS);
  for await (const rows of answersOf(db, assignment)) {
    let lines = '';
    for (const row of rows) {
      const head = [
        ...[row.learner, row.attempt, iso(row.handedInAt), yes(row.late)],
        ...[row.part, row.exercise, row.version, row.points, row.ownPoints]
      ];
      if (!row.marked)
        lines += csvLine([...head, null, null, null, null, null, null, JSON.stringify(row.answer)]);
      for (const { id, given, expected, agrees, accepted, sure } of row.marked?.items ?? [])
        lines += csvLine([...head, id, given, expected, yes(agrees), yes(accepted), sure, null]);
    }
    yield lines;
  }
}

/** The head of all answers as JSON; `answers` follows. Times are ISO 8601. */
export const AnswersHead = z.strictObject({
  format: z.literal('whose-words/answers'),
  version: z.literal(1),
  exportedAt: z.iso.datetime(),
  assignment: z.strictObject({ title: z.string() })
});

/** All answers with what became of their items, as one JSON document. */
export async function* answersJson(
  db: Kysely<Database>,
  assignment: Assignment,
  now: number
): AsyncGenerator<string> {
  const head: z.infer<typeof AnswersHead> = {
    format: 'whose-words/answers',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    assignment: { title: assignment.title }
  };
  yield `${JSON.stringify(head).slice(0, -1)},"answers":[`;
  let first = true;
  for await (const rows of answersOf(db, assignment)) {
    yield rows
      .map((row) => {
        const lead = first ? '\n' : ',\n';
        first = false;
        return lead + JSON.stringify({ ...row, handedInAt: iso(row.handedInAt), savedAt: iso(row.savedAt) });
      })
      .join('');
  }
  yield '\n]}\n';
}

/** A generator of text as what a response sends. */
export function streamed(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    }
  });
}
