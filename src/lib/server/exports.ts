import type { Kysely } from 'kysely';
import { z } from 'zod';
import { Marked } from '../classroom/marked.ts';
import { countedPoints, partPoints, type PartMark } from '../classroom/marks.ts';
import type { Gradebook } from '../classroom/gradebooks.ts';
import type { Assignment } from './assignments.ts';
import { BOM, csvLine } from './csv.ts';
import type { Database } from './db/schema.ts';
import { partOfWork, resultsOf, type MarkedPart, type Results } from './marks.ts';
import { itemsOf } from './part-analysis.ts';
import { versionOf } from './versions.ts';

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

/** The answers of how many attempts are read at once. */
const BATCH = 50;

interface Row {
  learner: string;
  attempt: number;
  handedInAt: number | null;
  late: boolean;
  part: number;
  exercise: string;
  version: string;
  /** `null` where nothing was answered, in an attempt that is handed in. */
  savedAt: number | null;
  answer: unknown;
  /** `null` where it is not marked yet, or has too little for points. */
  marked: Marked | null;
  /** Those that count: an instructor’s own before the check’s. */
  points: number | null;
  checkPoints: number | null;
  ownPoints: number | null;
}

/**
 * Every answer of an assignment, some attempts at a time: by learner, attempt and exercise. What was handed in without an
 * answer is there as well, since it has points, or is left out of the mark.
 */
async function* answersOf(db: Kysely<Database>, assignment: Assignment, now: number): AsyncGenerator<Row[]> {
  const { parts, learners } = await resultsOf(db, assignment, now);
  const exercises = await exercisesOf(db, parts);
  const attempts = learners.flatMap(({ name, works }) => works.map((work) => ({ name, work })));
  for (let at = 0; at < attempts.length; at += BATCH) {
    const some = attempts.slice(at, at + BATCH);
    const stored = await storedOf(
      db,
      assignment.classId,
      some.map(({ work }) => work.id)
    );
    yield some.flatMap(({ name, work }) => {
      const whose = {
        ...{ learner: name, attempt: work.number, handedInAt: work.handedInAt, late: work.late }
      };
      return parts.flatMap((part, i): Row[] => {
        const own = work.parts[i]!;
        const rows = stored.get(partOfWork(work.id, part.id)) ?? [];
        const version = (own.instead ? part.standIn?.version : null) ?? part.version;
        const none = { ...whose, part: part.number, answer: null, marked: null, savedAt: null };
        if (rows.length === 0)
          return work.done || own.override !== null
            ? [
                {
                  ...none,
                  ...{ exercise: exercises.get(version) ?? '', version, points: countedPoints(own) },
                  ...{ checkPoints: null, ownPoints: own.override }
                }
              ]
            : [];
        return rows.map((row): Row => {
          const mark: PartMark = { score: row.score, override: own.override };
          return {
            ...none,
            ...{ exercise: exercises.get(row.version) ?? '', version: row.version, savedAt: row.saved_at },
            answer: JSON.parse(row.answer) as unknown,
            marked: row.marked === null ? null : Marked.parse(JSON.parse(row.marked)),
            points: row.score === null && own.override === null ? null : partPoints(mark),
            checkPoints: row.score === null ? null : partPoints({ score: row.score, override: null }),
            ownPoints: own.override
          };
        });
      });
    });
  }
}

/** What the exercises of an assignment are called in its pack, by their versions. */
async function exercisesOf(db: Kysely<Database>, parts: readonly MarkedPart[]): Promise<Map<string, string>> {
  const versions = parts.flatMap(({ version, standIn }) => [version, ...(standIn ? [standIn.version] : [])]);
  if (versions.length === 0) return new Map();
  const rows = await db
    .selectFrom('pinned')
    .select(['version', 'pack', 'slug'])
    .where('version', 'in', versions)
    .execute();
  return new Map(rows.map(({ version, pack, slug }) => [version, `${pack}/${slug}`]));
}

/** The answers of some attempts with their marks, by `partOfWork`; an exercise and what stands in for it may both have one. */
async function storedOf(db: Kysely<Database>, classId: string, works: readonly string[]) {
  const rows = await db
    .selectFrom('answer')
    .leftJoin('score', (join) =>
      join.onRef('score.answer_id', '=', 'answer.id').on('score.replaced_at', 'is', null)
    )
    .where('answer.class_id', '=', classId)
    .where('answer.work_id', 'in', works)
    .select(['answer.work_id', 'answer.part_id', 'answer.version', 'answer.answer', 'answer.saved_at'])
    .select(['score.score', 'score.marked'])
    .orderBy('answer.id')
    .execute();
  return Map.groupBy(rows, (row) => partOfWork(row.work_id, row.part_id));
}

const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const yes = (flag: boolean | null) => (flag === null ? null : flag ? 'yes' : 'no');

const COLUMNS = [
  ...['pseudonym', 'attempt', 'handed in', 'late', 'exercise no.', 'exercise', 'version'],
  ...['points', 'points by the check', 'own points'],
  ...['item', 'letter', 'words', 'given', 'expected', 'agrees', 'accepted', 'sure', 'answer']
];

/**
 * All answers, an item a line, in the order of the pages; what is not marked has one line with the answer as it is stored,
 * and what was handed in without an answer one with its points.
 */
export async function* answersCsv(
  db: Kysely<Database>,
  assignment: Assignment,
  { bom, now }: { bom: boolean; now: number }
): AsyncGenerator<string> {
  yield (bom ? BOM : '') + csvLine(COLUMNS);
  const known = new Map<string, Places>();
  for await (const rows of answersOf(db, assignment, now)) {
    let lines = '';
    for (const row of rows) {
      const head = [
        ...[row.learner, row.attempt, iso(row.handedInAt), yes(row.late)],
        ...[row.part, row.exercise, row.version, row.points, row.checkPoints, row.ownPoints]
      ];
      if (!row.marked) {
        const stored = row.savedAt === null ? null : JSON.stringify(row.answer);
        lines += csvLine([...head, ...Array<null>(8).fill(null), stored]);
        continue;
      }
      const places = known.get(row.version) ?? (await placesOf(db, row.version));
      known.set(row.version, places);
      const placeOf = (id: string) => places.get(id)?.number ?? places.size + 1;
      for (const item of row.marked.items.toSorted((a, b) => placeOf(a.id) - placeOf(b.id))) {
        const { id, given, expected, agrees, accepted, sure } = item;
        const { badge, what } = places.get(id) ?? { badge: null, what: null };
        lines += csvLine([
          ...[...head, id, badge, what, given, expected],
          ...[yes(agrees), yes(accepted), sure, null]
        ]);
      }
    }
    yield lines;
  }
}

type Places = Awaited<ReturnType<typeof itemsOf>>['places'];

async function placesOf(db: Kysely<Database>, version: string): Promise<Places> {
  const pinned = await versionOf(db, version);
  return pinned ? (await itemsOf(pinned)).places : new Map();
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
  for await (const rows of answersOf(db, assignment, now)) {
    yield rows
      .filter(({ savedAt }) => savedAt !== null)
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
