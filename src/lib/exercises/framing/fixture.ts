import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Annotation, Change, DeviceName, Threads, Width } from '../../text/annotation.ts';
import { anchor, type Span } from '../../text/span.ts';
import type { AnnotatedSource } from '../define.ts';
import { blank } from './blank.ts';
import { derive } from './derive.ts';
import { Select, type Item, type Key } from './schema.ts';

/** `cases.json`, for the tests: two invented texts, their annotation, exercises, and worked examples. */
const Contested = z.unknown().optional();
const Quoted = z.strictObject({
  id: z.string(),
  quote: z.string(),
  context: z.string().optional(),
  reason: z.string()
});
const Both = z.strictObject({ a: z.array(z.string()), b: z.array(z.string()) });
const Labels = z.record(z.string(), z.string().nullable());
const Cases = z.strictObject({
  about: z.string(),
  texts: z.strictObject({ mill: z.string(), board: z.string() }),
  devices: z.array(
    Quoted.extend({
      device: DeviceName,
      kind: z.string().optional(),
      owner: z.string(),
      accept: z.array(z.string()).optional(),
      swap: z.unknown(),
      presupposed: z.string().optional(),
      comparedWith: z.array(z.string()).optional(),
      contested: Contested
    })
  ),
  plain: z.array(Quoted.extend({ looksLike: DeviceName, swap: z.unknown() })),
  actors: z.array(Quoted.extend({ source: z.string(), act: z.string(), width: Width, contested: Contested })),
  contrasts: z.array(
    z.strictObject({
      id: z.string(),
      matter: z.string(),
      a: z.string(),
      b: z.string(),
      differs: Both,
      changes: Change,
      reason: z.string(),
      contested: Contested
    })
  ),
  exercises: z.record(z.string(), Select),
  cases: z.array(
    z.strictObject({
      title: z.string(),
      exercise: z.enum(['spot', 'found', 'swap', 'side', 'actors']),
      answer: z
        .strictObject({
          labels: Labels,
          owners: Labels.optional(),
          sure: z.record(z.string(), z.number()).optional(),
          free: z
            .array(
              z.strictObject({
                quote: z.string(),
                kind: z.string().nullable(),
                context: z.string().optional()
              })
            )
            .optional(),
          own: z.record(z.string(), z.string()).optional()
        })
        .optional(),
      raw: z.unknown().optional(),
      expect: z.strictObject({
        score: z.number().optional(),
        shown: z.number().optional(),
        within: z.tuple([z.number(), z.number()]).optional(),
        finding: z.number().optional(),
        label: z.number().optional(),
        owner: z.number().optional(),
        given: z.number().optional(),
        brier: z.number().optional(),
        tendency: z.enum(['below', 'above']).optional(),
        codes: z.record(z.string(), z.string()).optional(),
        notes: z.record(z.string(), z.array(z.string())).optional(),
        invalid: z.array(z.union([z.string(), z.number()])).optional()
      })
    })
  )
});

const file = Cases.parse(JSON.parse(readFileSync(new URL('./cases.json', import.meta.url), 'utf8')));
export const { cases } = file;
export type Case = (typeof cases)[number];
export type Name = Case['exercise'];
export const NAMES: readonly Name[] = ['spot', 'found', 'swap', 'side', 'actors'];

function find(source: 'mill' | 'board', quote: string, context?: string): Span {
  const span = anchor(file.texts[source], quote, context);
  if (typeof span === 'string') throw new Error(`${source}: ${span}`);
  return span;
}

const source = (id: 'mill' | 'board', more: object): AnnotatedSource => ({
  id,
  text: file.texts[id],
  primary: false,
  annotation: Annotation.parse({
    source: id,
    segments: [
      {
        id: 's01',
        kind: 'furniture',
        spans: [{ start: 0, end: 3, quote: 'The' }],
        what: 'headline',
        reason: 'Stands here because a text needs a segment.'
      }
    ],
    ...{ folds: [], figures: [], devices: [], plain: [], actors: [] },
    ...more
  })
});
const actors = (of: 'mill' | 'board') =>
  file.actors
    .filter((actor) => actor.source === of)
    .map(({ source: _, quote, context, contested = null, ...rest }) => ({
      ...rest,
      contested,
      span: find(of, quote, context),
      difficulty: 1
    }));

const mill = source('mill', {
  devices: file.devices.map(
    ({ quote, context, kind, accept, presupposed, comparedWith, contested, ...rest }) => ({
      ...rest,
      span: find('mill', quote, context),
      kind: kind ?? null,
      accept: accept ?? [],
      presupposed: presupposed ?? null,
      comparedWith: (comparedWith ?? []).map((words) => ({ source: 'board', span: find('board', words) })),
      contested: contested ?? null,
      skill: 'framing',
      difficulty: 1
    })
  ),
  plain: file.plain.map(({ quote, context, ...rest }) => ({ ...rest, span: find('mill', quote, context) })),
  actors: actors('mill')
});
const board = source('board', { actors: actors('board') });

export const annotated = {
  sources: new Map([mill, board].map((each) => [each.id, each])),
  threads: Threads.parse({
    ...{ threads: [], lookalikes: [], quotations: [], questions: [] },
    contrasts: file.contrasts.map(({ a, b, differs, contested = null, ...rest }) => ({
      ...rest,
      kind: 'verb',
      a: { source: 'mill', span: find('mill', a) },
      b: { source: 'board', span: find('board', b) },
      differs: {
        a: differs.a.map((words) => find('mill', words, a)),
        b: differs.b.map((words) => find('board', words, b))
      },
      difficulty: 1,
      contested
    }))
  })
};

export const selects = file.exercises as Record<Name, Select>;

/** Item and key of one of the fixture's exercises. */
export function exercise(name: Name): { item: Item; key: Key } {
  const derived = derive(selects[name], annotated);
  if ('problems' in derived) throw new Error(JSON.stringify(derived.problems));
  return derived;
}

/** An entry as `cases.json` names it, from outside. */
export const refOf = (id: string) => (id.includes('#') || id.startsWith('k') ? id : `mill#${id}`);

/** A case's answer as the checker takes it. */
export function answerOf({ exercise: name, answer, raw }: Case): unknown {
  if (!answer) return raw;
  const { item, key } = exercise(name);
  const entries: { id: string; ref: string; as: string; owner?: string | null }[] = key.entries;
  const named = (
    record: Record<string, string | null>,
    keyed: (entry: (typeof entries)[number]) => unknown
  ) =>
    Object.fromEntries(
      entries.flatMap((entry) => {
        const own = Object.entries(record).find(([id]) => id !== '*' && refOf(id) === entry.ref);
        const value = own ? own[1] : (record['*'] ?? null);
        const given = value === 'key' ? keyed(entry) : value;
        return given === null ? [] : [[entry.id, given]];
      })
    );
  const idOf = (id: string) => entries.find(({ ref }) => ref === refOf(id))!.id;
  const byId = <T>(record: Record<string, T> = {}) =>
    Object.fromEntries(Object.entries(record).map(([id, value]) => [idOf(id), value]));
  return {
    ...blank(item),
    labels: named(answer.labels, ({ as }) => as),
    sure: byId(answer.sure),
    ...(answer.owners && { owners: named(answer.owners, ({ owner }) => owner ?? null) }),
    ...(answer.own && { own: byId(answer.own) }),
    ...(answer.free && {
      free: answer.free.map(({ quote, kind, context }) => ({
        source: 'mill',
        ...find('mill', quote, context),
        kind
      }))
    })
  };
}
