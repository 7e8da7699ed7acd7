import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Annotation, Voice } from '../../text/annotation.ts';
import { anchor, type Span } from '../../text/span.ts';
import { paragraphs, tokens } from '../../text/tokens.ts';
import type { Annotated, AnnotatedSource } from '../define.ts';
import { derive } from './derive.ts';
import { Select, type Item, type Key } from './schema.ts';

/** `cases.json`, for the tests: an invented text, its annotation, exercises, and worked examples. */
const Marks = z.array(z.string());
const Cases = z.strictObject({
  about: z.string(),
  text: z.string(),
  statements: z.array(
    z.strictObject({
      id: z.string(),
      quote: z.string(),
      voice: Voice,
      reason: z.string(),
      chain: z.array(
        z.strictObject({
          name: z.string(),
          source: z.string(),
          words: z.string(),
          context: z.string().optional()
        })
      ),
      contested: z.unknown()
    })
  ),
  cues: z.array(z.string()),
  exercises: z.record(z.string(), Select),
  cases: z.array(
    z.strictObject({
      title: z.string(),
      exercise: z.enum(['sort', 'mark', 'link']),
      answer: z
        .union([
          z.strictObject({
            labels: z.record(z.string(), z.string()),
            sure: z.record(z.string(), z.number()).optional()
          }),
          z.strictObject({ marks: Marks }),
          z.strictObject({
            links: z.record(
              z.string(),
              z.strictObject({ source: Marks, cue: Marks, order: z.array(z.string()).optional() })
            )
          })
        ])
        .optional(),
      raw: z.unknown().optional(),
      expect: z.strictObject({
        score: z.number().optional(),
        shown: z.number().optional(),
        within: z.tuple([z.number(), z.number()]).optional(),
        label: z.number().optional(),
        edges: z.tuple([z.number(), z.number()]).optional(),
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
const { text } = file;

function find(quote: string, context?: string): Span {
  const span = anchor(text, quote, context);
  if (typeof span === 'string') throw new Error(span);
  return span;
}

export const source: AnnotatedSource = {
  id: 'clock',
  text,
  primary: false,
  annotation: Annotation.parse({
    source: 'clock',
    segments: [
      ...file.statements.map(({ id, quote, voice, reason, chain, contested }) => ({
        id,
        kind: 'statement',
        spans: [find(quote)],
        voice,
        chain: chain.map((link) => ({
          name: link.name,
          source: find(link.source, link.context),
          words: find(link.words, link.context ?? (link.words === 'said' ? 'Hale said' : undefined))
        })),
        core: null,
        skill: 'own-voice',
        difficulty: 1,
        reason,
        contested
      })),
      ...file.cues.map((quote, i) => ({ id: `c${i + 1}`, kind: 'cue', spans: [find(quote)] }))
    ],
    folds: [],
    figures: [],
    devices: [],
    plain: [],
    actors: []
  })
};

/** The text with its annotation, as `derive` takes it. @param spoil changes the annotation beforehand */
export function annotated(spoil: (annotation: AnnotatedSource['annotation']) => void = () => {}): Annotated {
  const own = { ...source, annotation: structuredClone(source.annotation) };
  spoil(own.annotation);
  return {
    sources: new Map([[own.id, own]]),
    threads: { threads: [], lookalikes: [], quotations: [], contrasts: [], questions: [] }
  };
}

/** What one of the fixture's exercises selects. */
export const selectOf = <M extends Select['mode']>(mode: M) =>
  structuredClone(file.exercises[mode]) as Extract<Select, { mode: M }>;

/** Item and key of one of the fixture's exercises. */
export function exercise<M extends Item['mode']>(
  mode: M
): { item: Extract<Item, { mode: M }>; key: Extract<Key, { mode: M }> } {
  const derived = derive(file.exercises[mode]!, annotated());
  if ('problems' in derived) throw new Error(JSON.stringify(derived.problems));
  return derived as { item: Extract<Item, { mode: M }>; key: Extract<Key, { mode: M }> };
}

/** A case's answer as the checker takes it: quotations become spans. */
export function answerOf({ exercise: mode, answer, raw }: (typeof cases)[number]): unknown {
  if (!answer) return raw;
  if ('labels' in answer) return { mode, labels: named(answer.labels), sure: named(answer.sure ?? {}) };
  if ('marks' in answer) {
    const key = exercise('mark').key;
    const words = tokens(text);
    const gold = key.units.filter((u) => u.target && !u.contested).flatMap((u) => u.places);
    const every = (list: { start: number; end: number }[]) => list.filter((_, i) => i % 2 === 0);
    const marks = answer.marks.flatMap((mark) => {
      if (mark === '*all') return [{ start: 0, end: text.length }];
      if (mark === '*every-second-word') return every(words);
      if (mark === '*every-second-word-of-the-key')
        return every(words.filter((w) => gold.some((g) => g.start <= w.start && w.end <= g.end)));
      return [find(mark)];
    });
    return { mode, marks: marks.map((range) => ({ ...stretch(range), kind: null })) };
  }
  const { item } = exercise('link');
  const links = Object.entries(answer.links).map(([id, { source: sources, cue, order }]) => {
    const { scope, places } = item.statements.find((s) => s.id === `clock#${id}`)!;
    const near = (quote: string) => {
      if (quote === '*paragraph') return stretch(paragraphs(text).find((p) => p.start === scope.start)!);
      // The mention nearest to the statement is meant.
      const at = [...text.matchAll(new RegExp(quote.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))].map(
        (m) => m.index
      );
      const start = at.reduce((a, b) =>
        Math.abs(b - places[0]!.start) < Math.abs(a - places[0]!.start) ? b : a
      );
      return stretch({ start, end: start + quote.length });
    };
    return [`clock#${id}`, { source: sources.map(near), cue: cue.map(near), order: order ?? [] }] as const;
  });
  return { mode, links: Object.fromEntries(links) };
}

const named = <T>(record: Record<string, T>) =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [`clock#${id}`, value]));

/** A stretch of the fixture's text, as answers hold it. */
export const stretch = ({ start, end }: { start: number; end: number }) => ({
  source: 'clock',
  start,
  end,
  quote: text.slice(start, end)
});
