import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { logic } from '../src/lib/exercises/attribution/logic.ts';
import type { Answer, Item, Key, LinkAnswer } from '../src/lib/exercises/attribution/schema.ts';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks } from '../src/lib/packs/load.ts';
import { tokens, tokensIn } from '../src/lib/text/tokens.ts';
import { generator } from './seeded.ts';

/** The promises of `docs/scoring.md`, held on every exercise that ships and not on an invented one only. */
const { packs } = await readPacks(readFiles(join(resolve(import.meta.dirname, '..'), 'lessons')));
const exercises = packs
  .flatMap((pack) => pack.exercises)
  .map((e) => ({ name: `${e.pack}/${e.slug}`, item: logic.item.parse(e.item), key: logic.key.parse(e.key) }));

function score(item: Item, key: Key, answer: Answer): number {
  const verdict = logic.check(item, key, answer);
  if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict.problems));
  // An exact 0 may carry a sign.
  return verdict.score + 0;
}

type Stretch = { source: string; start: number; end: number; quote: string };
const cut = (item: Item, source: string, start: number, end: number): Stretch => {
  const { text } = item.passages.find((passage) => passage.source === source)!;
  return { source, start, end, quote: text.slice(start, end) };
};

type Entry = [string, LinkAnswer['links'][string]];

/** Answers that say the same of everything. */
function constants(item: Item): Answer[] {
  if (item.mode === 'sort')
    return item.classes.map((name) => ({
      mode: 'sort',
      labels: Object.fromEntries(item.statements.map((s) => [s.id, name])),
      sure: {}
    }));
  if (item.mode === 'mark') {
    const { source, text } = item.passages[0]!;
    const all = cut(item, source, 0, text.length);
    const kinds = item.kinds ? (['direct', 'indirect', 'mixed'] as const) : [null];
    return [
      { mode: 'mark', marks: [] },
      ...kinds.map((kind): Answer => ({ mode: 'mark', marks: [{ ...all, kind }] }))
    ];
  }
  const links = item.statements.map(({ id, scope }): Entry => {
    const all = [cut(item, scope.source, scope.start, scope.end)];
    return [id, { source: all, cue: all, order: [] }];
  });
  return [
    { mode: 'link', links: {} },
    { mode: 'link', links: Object.fromEntries(links) }
  ];
}

/** An answer that looks at nothing but how long the text is. */
function drawer(item: Item, random: () => number): () => Answer {
  const upTo = (n: number) => Math.floor(random() * n);
  const words = new Map(item.passages.map((passage) => [passage.source, tokens(passage.text)]));
  if (item.mode === 'sort')
    return () => ({
      mode: 'sort',
      labels: Object.fromEntries(
        item.statements.map((s) => [s.id, item.classes[upTo(item.classes.length)]!])
      ),
      sure: {}
    });
  const stretch = (source: string, from: number, to: number): Stretch => {
    const list = words.get(source)!;
    return cut(item, source, list[from]!.start, list[to]!.end);
  };
  if (item.mode === 'mark')
    return () => {
      const { source } = item.passages[0]!;
      const count = words.get(source)!.length;
      const marks = Array.from({ length: upTo(10) }, () => {
        const from = upTo(count);
        return { ...stretch(source, from, Math.min(count - 1, from + upTo(20))), kind: null };
      });
      return { mode: 'mark', marks };
    };
  const scopes = item.statements.map(({ id, scope }) => ({
    id,
    scope,
    bounds: tokensIn(words.get(scope.source)!, scope)
  }));
  return () => ({
    mode: 'link',
    links: Object.fromEntries(
      scopes.map(({ id, scope, bounds: [from, to] }) => {
        const some = () => {
          const first = from + upTo(to - from);
          return [stretch(scope.source, first, Math.min(to - 1, first + upTo(3)))];
        };
        return [id, { source: some(), cue: some(), order: [] }];
      })
    )
  });
}

describe.each(exercises)('$name', { timeout: 120_000 }, ({ item, key }) => {
  test('constant answers score exactly 0', () => {
    for (const answer of constants(item)) expect(score(item, key, answer)).toBe(0);
  });

  test('the uncut mean of 10,000 seeded random answers stays within ±.02', () => {
    const draw = drawer(item, generator(1992));
    let sum = 0;
    for (let n = 0; n < 10_000; n++) sum += score(item, key, draw());
    expect(Math.abs(sum / 10_000)).toBeLessThanOrEqual(0.02);
  });

  test('a boundary moved away from every key span never raises the score', () => {
    const random = generator(366);
    const best = logic.solution(item, key);
    const top = score(item, key, best);
    if (best.mode === 'sort') {
      // Its boundaries are the statements': what can move away is a label.
      for (const id of Object.keys(best.labels)) {
        const { [id]: _, ...labels } = best.labels;
        expect(score(item, key, { ...best, labels })).toBeLessThanOrEqual(top);
      }
      return;
    }
    const wider = <S extends Stretch>(stretch: S): S => {
      const { text } = item.passages.find((passage) => passage.source === stretch.source)!;
      const start = Math.max(0, stretch.start - Math.floor(random() * 80));
      const end = Math.min(text.length, stretch.end + Math.floor(random() * 80));
      return { ...stretch, start, end, quote: text.slice(start, end) };
    };
    for (let n = 0; n < 50; n++) {
      const moved: Answer =
        best.mode === 'mark'
          ? { ...best, marks: best.marks.map(wider) }
          : {
              ...best,
              links: Object.fromEntries(
                Object.entries(best.links).map(([id, link]) => [
                  id,
                  { ...link, source: link.source.map(wider), cue: link.cue.map(wider) }
                ])
              )
            };
      expect(score(item, key, moved)).toBeLessThanOrEqual(top);
    }
  });
});

test('what is marked in another text is found in none: offsets alone earn nothing', () => {
  const { item, key } = exercises.find(({ item }) => item.mode === 'link' && item.passages.length > 1)!;
  const best = logic.solution(item, key);
  if (best.mode !== 'link') throw new Error('no link exercise of two texts');
  const other = (stretch: Stretch): Stretch[] => {
    const { source } = item.passages.find((passage) => passage.source !== stretch.source)!;
    const elsewhere = cut(item, source, stretch.start, stretch.end);
    return elsewhere.quote.length === stretch.end - stretch.start ? [elsewhere] : [];
  };
  const links = Object.entries(best.links).map(([id, link]) => [
    id,
    { ...link, source: link.source.flatMap(other), cue: link.cue.flatMap(other) }
  ]);
  expect(score(item, key, { mode: 'link', links: Object.fromEntries(links) })).toBe(0);
});
