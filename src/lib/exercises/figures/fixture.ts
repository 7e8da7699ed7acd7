import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Annotation, Figure, Question, Threads } from '../../text/annotation.ts';
import type { Annotated, AnnotatedSource } from '../define.ts';
import { blank } from './blank.ts';
import { derive } from './derive.ts';
import { cellsOf, pairsOf } from './ids.ts';
import { logic } from './logic.ts';
import { Select, type Answer, type Item, type Key } from './schema.ts';

/** `cases.json`, for the tests: invented texts, their figures, two ledgers, and worked examples. */
const Given = z.record(z.string(), z.string().nullable()).optional();
const Cases = z.strictObject({
  about: z.string(),
  texts: z.record(z.string(), z.string()),
  threads: z.array(z.strictObject({ id: z.string(), counted: z.string(), unit: z.string() })),
  figures: z.array(
    z.strictObject({
      source: z.string(),
      id: z.string(),
      quote: z.string(),
      thread: z.string(),
      value: z.number(),
      hedge: Figure.shape.hedge,
      hedgeWords: z.string().nullable(),
      origin: Figure.shape.origin,
      attributedTo: z.string(),
      originNote: z.string(),
      reason: z.string()
    })
  ),
  relations: z.array(
    z.strictObject({
      thread: z.string(),
      a: z.string(),
      b: z.string(),
      relation: z.enum(['same', 'reworded', 'differs']),
      reason: z.string()
    })
  ),
  lookalikes: Threads.shape.lookalikes,
  questions: z.array(Question),
  exercises: z.record(z.string(), Select),
  cases: z.array(
    z.strictObject({
      title: z.string(),
      exercise: z.enum(['whole', 'short']),
      from: z.enum(['key', 'blank']).optional(),
      cells: Given,
      relations: Given,
      origins: Given,
      pairs: Given,
      questions: Given,
      raw: z.unknown().optional(),
      expect: z.strictObject({
        score: z.number().optional(),
        within: z.tuple([z.number(), z.number()]).optional(),
        finding: z.number().optional(),
        label: z.number().nullable().optional(),
        apart: z.record(z.string(), z.number()).optional(),
        edges: z.tuple([z.number(), z.number()]).optional(),
        given: z.number().optional(),
        tendency: z.enum(['below', 'above']).optional(),
        codes: z.record(z.string(), z.string()).optional(),
        notes: z.record(z.string(), z.array(z.string())).optional(),
        invalid: z.array(z.union([z.string(), z.number()])).optional()
      })
    })
  )
});

const file = Cases.parse(JSON.parse(readFileSync(new URL('./cases.json', import.meta.url), 'utf8')));
export const { cases, texts } = file;

const unitOf = new Map(file.threads.map(({ id, unit }) => [id, unit]));
const countedBy = new Map(file.threads.map(({ id, counted }) => [id, counted]));

function source(id: string, text: string): AnnotatedSource {
  let from = 0;
  const figures = file.figures
    .filter((figure) => figure.source === id)
    .map(({ source: _, quote, ...figure }) => {
      // They are listed in the order in which they stand.
      const start = text.indexOf(quote, from);
      from = start + quote.length;
      return Figure.parse({
        ...figure,
        span: { start, end: from, quote },
        unit: unitOf.get(figure.thread),
        counted: countedBy.get(figure.thread),
        subsetOf: null,
        time: 'Saturday',
        skill: 'counting',
        difficulty: 1
      });
    });
  const segments = [
    {
      id: 's01',
      kind: 'statement',
      spans: [{ start: 0, end: text.length, quote: text }],
      voice: 'own-fact',
      chain: [],
      core: null,
      skill: 'own-voice',
      difficulty: 1,
      reason: 'The ledger does not ask about it.',
      contested: null
    }
  ];
  const annotation = { source: id, segments, folds: [], figures, devices: [], plain: [], actors: [] };
  return { id, text, primary: id === 'poster', annotation: Annotation.parse(annotation) };
}

/** The invented pack; each call makes it anew, so that a test may spoil it. */
export function annotated(): Annotated & { sources: Map<string, AnnotatedSource> } {
  const sources = new Map(Object.entries(file.texts).map(([id, text]) => [id, source(id, text)]));
  const threads = file.threads.map(({ id, counted }) => {
    const mentions = file.figures.filter((f) => f.thread === id).map((f) => `${f.source}#${f.id}`);
    return {
      id,
      counted,
      mentions,
      absent: [...sources.keys()].filter((s) => !mentions.some((m) => m.startsWith(`${s}#`))),
      relations: file.relations
        .filter((r) => r.thread === id)
        .map(({ a, b, relation, reason }) => ({ a, b, relation, reason })),
      parts: null,
      finding: 'One is named; none is shown to be independent.',
      reason: 'They claim to count the same.'
    };
  });
  const { lookalikes, questions } = file;
  return { sources, threads: { threads, lookalikes, quotations: [], contrasts: [], questions } };
}

export const selectOf = (name: string): Select => structuredClone(file.exercises[name]!);

/** Item and key of one of the fixture's ledgers. */
export function exercise(name: 'whole' | 'short'): { item: Item; key: Key } {
  const derived = derive(selectOf(name), annotated());
  if ('problems' in derived) throw new Error(JSON.stringify(derived.problems, null, 1));
  return derived;
}

/** The stretch of a text that a quotation stands for, in its first place. */
export function stretch(id: string, quote: string) {
  const start = file.texts[id]!.indexOf(quote);
  if (start < 0) throw new Error(`${id} does not have “${quote}”`);
  return { source: id, start, end: start + quote.length, quote };
}

/** A case's answer as the checker takes it. */
export function answerOf(one: (typeof cases)[number]): unknown {
  if (!one.from) return one.raw;
  const { item, key } = exercise(one.exercise);
  const answer: Answer = one.from === 'key' ? logic.solution(item, key) : blank();
  const all = {
    cells: cellsOf(item),
    relations: pairsOf(item),
    origins: cellsOf(item),
    pairs: item.pairs,
    questions: item.questions
  };
  for (const part of ['cells', 'relations', 'origins', 'pairs', 'questions'] as const) {
    const record = answer[part] as Record<string, unknown>;
    for (const [name, value] of Object.entries(one[part] ?? {})) {
      const ids = name.startsWith('*')
        ? all[part].map(({ id }) => id).filter((id) => id.endsWith(name.slice(1)))
        : [name];
      for (const id of ids) {
        if (value === null) delete record[id];
        else if (value === '!') record[id] = ['a', 'b', 'c'].find((option) => option !== record[id]);
        else record[id] = part === 'cells' && value !== 'absent' ? stretch(id.split('@')[1]!, value) : value;
      }
    }
  }
  return answer;
}
