import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokens, tokensIn } from '../../text/tokens.ts';
import type { Scored, Verdict } from '../define.ts';
import { answerOf, cases, exercise, texts } from './fixture.ts';
import { cellsOf, pairsOf } from './ids.ts';
import { logic } from './logic.ts';
import type { Answer } from './schema.ts';
import { generator } from '../../text/seeded.ts';

const ledgers = { whole: exercise('whole'), short: exercise('short') };
const { item, key } = ledgers.whole;

function scored(answer: unknown, name: 'whole' | 'short' = 'whole'): Scored {
  const verdict = logic.check(ledgers[name].item, ledgers[name].key, answer);
  if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict));
  return verdict;
}

describe('the worked examples of cases.json', () => {
  test('there are at least 25', () => expect(cases.length).toBeGreaterThanOrEqual(25));

  for (const one of cases)
    test(one.title, () => {
      const { item, key } = ledgers[one.exercise];
      const verdict: Verdict = logic.check(item, key, answerOf(one));
      const { expect: want } = one;
      if (want.invalid) {
        expect(verdict.status).toBe('invalid');
        if (verdict.status === 'invalid') expect(verdict.problems[0]!.path).toEqual(want.invalid);
        return;
      }
      if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict));
      if (want.score !== undefined) expect(verdict.score).toBeCloseTo(want.score, 9);
      if (want.score === 0) expect(verdict.score + 0).toBe(0);
      if (want.within) {
        expect(verdict.score).toBeGreaterThanOrEqual(want.within[0]);
        expect(verdict.score).toBeLessThanOrEqual(want.within[1]);
      }
      if (want.finding !== undefined) expect(verdict.parts.finding).toBeCloseTo(want.finding, 9);
      if (want.label === null) expect(verdict.parts.label).toBeNull();
      else if (want.label !== undefined) expect(verdict.parts.label).toBeCloseTo(want.label, 9);
      for (const [what, score] of Object.entries(want.apart ?? {}))
        expect(verdict.apart?.find((part) => part.what === what)?.score, what).toBeCloseTo(score, 9);
      if (want.edges) expect([verdict.parts.boundary?.exact, verdict.parts.boundary?.of]).toEqual(want.edges);
      if (want.given !== undefined) expect(verdict.answered.given).toBe(want.given);
      if (want.tendency)
        expect(Math.sign(verdict.detection!.tendency)).toBe(want.tendency === 'below' ? -1 : 1);
      for (const [id, code] of Object.entries(want.codes ?? {}))
        expect(verdict.items.find((i) => i.id === id)?.code, id).toBe(code);
      for (const [id, notes] of Object.entries(want.notes ?? {}))
        expect(verdict.items.find((i) => i.id === id)?.notes, id).toEqual(notes);
    });
});

const cells = cellsOf(item);
const place = (source: string, start: number, end: number) => ({
  source,
  start,
  end,
  quote: texts[source]!.slice(start, end)
});
const some = <T>(list: readonly { id: string }[], value: (id: string) => fc.Arbitrary<T>) =>
  fc
    .tuple(...list.map(({ id }) => fc.option(value(id), { nil: undefined, freq: 2 })))
    .map((values) =>
      Object.fromEntries(values.flatMap((value, i) => (value === undefined ? [] : [[list[i]!.id, value]])))
    );
const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  mode: fc.constant('ledger' as const),
  cells: some(cells, (id) => {
    const source = id.split('@')[1]!;
    const { length } = texts[source]!;
    const words = tokens(texts[source]!);
    return fc.oneof(
      fc.constant('absent' as const),
      fc.nat(words.length - 1).map((w) => place(source, words[w]!.start, words[w]!.end)),
      fc
        .tuple(fc.nat(length - 1), fc.nat(60))
        .map(([start, more]) => place(source, start, Math.min(length, start + 1 + more)))
    );
  }),
  relations: some(pairsOf(item), () => fc.constantFrom(...item.relations)),
  origins: some(cells, () => fc.constantFrom(...item.origins)),
  pairs: some(item.pairs, () => fc.constantFrom('same' as const, 'apart' as const)),
  questions: some(item.questions, () => fc.constantFrom('a' as const, 'b' as const, 'c' as const))
});

describe('whatever is answered', () => {
  test('a score lies within −1 and 1, and so do its parts; every item has a reason', () => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        const { score, parts, apart, items } = scored(answer);
        for (const value of [score, parts.finding!, parts.label!, ...apart!.map((part) => part.score)])
          expect(Math.abs(value)).toBeLessThanOrEqual(1);
        expect(parts.boundary!.exact).toBeLessThanOrEqual(parts.boundary!.of);
        for (const one of items) expect(one.reason.length).toBeGreaterThan(10);
        expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
      }),
      { numRuns: 2000 }
    );
  });

  test('the key itself scores 1', () => {
    for (const name of ['whole', 'short'] as const)
      expect(scored(logic.solution(ledgers[name].item, ledgers[name].key), name).score).toBe(1);
  });

  test('the same input gives the same bytes, and the order of answers never matters', () => {
    const turned = (record: object) => Object.fromEntries(Object.entries(record).reverse());
    fc.assert(
      fc.property(anyAnswer, ({ mode, ...parts }) => {
        const other = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, turned(part)]));
        const said = JSON.stringify(scored({ mode, ...parts }));
        expect(JSON.stringify(scored({ ...turned(other), mode }))).toBe(said);
        expect(JSON.stringify(scored(structuredClone({ mode, ...parts })))).toBe(said);
      }),
      { numRuns: 1000 }
    );
  });

  test('a boundary moved away from every number never raises a score', () => {
    const numbers = new Map(
      key.figures.map(({ source, places }) => {
        const words = tokens(texts[source]!);
        const plain = new Set(words.keys());
        for (const p of places) for (let [w, to] = tokensIn(words, p); w < to; w++) plain.delete(w);
        return [source, { words, plain }];
      })
    );
    fc.assert(
      fc.property(anyAnswer, fc.nat(), fc.nat(20), fc.boolean(), (answer, pick, by, right) => {
        const filled = Object.entries(answer.cells).flatMap(([id, c]) =>
          c === 'absent' ? [] : [[id, c] as const]
        );
        if (filled.length === 0) return;
        const [id, stretch] = filled[pick % filled.length]!;
        const { words, plain } = numbers.get(stretch.source)!;
        let [from, to] = tokensIn(words, stretch);
        if (from === to) return;
        for (let n = 0; n < by; n++) {
          if (right && plain.has(to)) to += 1;
          else if (!right && plain.has(from - 1)) from -= 1;
          else break;
        }
        const wider = right
          ? place(stretch.source, stretch.start, Math.max(stretch.end, words[to - 1]!.end))
          : place(stretch.source, Math.min(stretch.start, words[from]!.start), stretch.end);
        const moved = { ...answer, cells: { ...answer.cells, [id]: wider } };
        expect(scored(moved).score).toBeLessThanOrEqual(scored(answer).score + 1e-12);
      }),
      { numRuns: 2000 }
    );
  });

  test('constant labels score exactly 0, whatever the label, with nothing or “absent” in every cell', () => {
    const all = <T>(list: readonly { id: string }[], value: T) =>
      Object.fromEntries(list.map(({ id }) => [id, value]));
    for (const filled of [{}, all(cells, 'absent')])
      for (const relation of item.relations)
        for (const origin of item.origins)
          for (const pair of ['same', 'apart'])
            for (const option of ['a', 'b', 'c']) {
              const answer = {
                mode: 'ledger',
                cells: filled,
                relations: all(pairsOf(item), relation),
                origins: all(cells, origin),
                pairs: all(item.pairs, pair),
                questions: all(item.questions, option)
              };
              expect(scored(answer).score + 0).toBe(0);
            }
  });

  test('the uncut mean of 10,000 seeded random answers stays within ±.02, and so does each of its parts', () => {
    const random = generator(1988);
    const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    // What can be chosen in a text: each of its numbers, or other words.
    const candidates = new Map(
      key.figures.map(({ source, places }) => [source, [...places, place(source, 4, 9)]])
    );
    const draw = <T>(list: readonly { id: string }[], values: readonly T[]) =>
      Object.fromEntries(list.map(({ id }) => [id, one(values)]));
    const sums = new Map<string, number>();
    for (let n = 0; n < 10_000; n++) {
      const share = n % 2 === 0 ? 1 : random();
      const { score, apart } = scored({
        mode: 'ledger',
        cells: Object.fromEntries(
          cells.flatMap(({ id, source }) => (random() < share ? [[id, one(candidates.get(source)!)]] : []))
        ),
        relations: draw(pairsOf(item), item.relations),
        origins: draw(cells, item.origins),
        pairs: draw(item.pairs, ['same', 'apart']),
        questions: draw(item.questions, ['a', 'b', 'c'])
      });
      for (const part of [{ what: 'all', score }, ...apart!])
        sums.set(part.what, (sums.get(part.what) ?? 0) + part.score);
    }
    expect([...sums.keys()]).toEqual([
      'all',
      'cells',
      'presence',
      'relations',
      'origins',
      'pairs',
      'questions'
    ]);
    for (const [what, sum] of sums) expect(Math.abs(sum / 10_000), what).toBeLessThanOrEqual(0.02);
  });

  test('any JSON value whatsoever gives a verdict and never throws', () => {
    const id = fc.oneof(
      fc.constantFrom('visitors@poster', 'visitors@poster~morning', 'n01', '__proto__', 'constructor'),
      fc.string()
    );
    const loose = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('same', 'absent', 'named', 'a', 'changed', 'apart'),
      fc.record({
        source: fc.constantFrom('poster', 'morning', 'other'),
        start: fc.integer({ min: -5, max: 300 }),
        end: fc.integer({ min: -5, max: 300 }),
        quote: fc.oneof(fc.constant('900'), fc.string())
      })
    );
    const part = fc.oneof(fc.dictionary(id, loose), fc.jsonValue());
    const shaped = fc.record({
      mode: fc.constant('ledger'),
      cells: part,
      relations: part,
      origins: part,
      pairs: part,
      questions: part
    });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), shaped), (value) => {
        const verdict = logic.check(item, key, value);
        if (verdict.status === 'invalid') expect(verdict.problems.length).toBeGreaterThan(0);
        else expect(Number.isFinite(verdict.score)).toBe(true);
      }),
      { numRuns: 10_000 }
    );
  });
});
