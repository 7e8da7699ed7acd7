import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shown } from '../../scoring/score.ts';
import { tokens, tokensIn } from '../../text/tokens.ts';
import type { Scored, Verdict } from '../define.ts';
import { answerOf, cases, exercise, source, stretch } from './fixture.ts';
import { logic } from './logic.ts';
import type { Answer, Item, Key } from './schema.ts';
import { generator } from '../../text/seeded.ts';

const modes = ['sort', 'mark', 'link'] as const;
const all: Record<string, { item: Item; key: Key }> = Object.fromEntries(
  modes.map((mode) => [mode, exercise(mode)])
);
const { text } = source;
const words = tokens(text);

function scored(mode: string, answer: unknown): Scored {
  const { item, key } = all[mode]!;
  const verdict = logic.check(item, key, answer);
  if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict));
  return verdict;
}

describe('the worked examples of cases.json', () => {
  test('there are at least 25', () => expect(cases.length).toBeGreaterThanOrEqual(25));

  for (const one of cases)
    test(one.title, () => {
      const { item, key } = all[one.exercise]!;
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
      if (want.shown !== undefined) expect(shown(verdict.score)).toBe(want.shown);
      if (want.within) {
        expect(verdict.score).toBeGreaterThanOrEqual(want.within[0]);
        expect(verdict.score).toBeLessThanOrEqual(want.within[1]);
      }
      if (want.label !== undefined) expect(verdict.parts.label).toBeCloseTo(want.label, 9);
      if (want.edges) expect([verdict.parts.boundary?.exact, verdict.parts.boundary?.of]).toEqual(want.edges);
      if (want.given !== undefined) expect(verdict.answered.given).toBe(want.given);
      if (want.brier !== undefined) expect(verdict.calibration?.brier).toBeCloseTo(want.brier, 9);
      if (want.tendency)
        expect(Math.sign(verdict.detection!.tendency)).toBe(want.tendency === 'below' ? -1 : 1);
      for (const [id, notes] of Object.entries(want.notes ?? {}))
        expect(verdict.items.find((item) => item.id === `clock#${id}`)?.notes, id).toEqual(notes);
      for (const [id, code] of Object.entries(want.codes ?? {}))
        expect(
          verdict.items.find((i) => i.id === `clock#${id}` && (code === 'extra') === (i.code === 'extra'))
            ?.code
        ).toBe(code);
    });
});

const range = fc.tuple(fc.nat(text.length - 1), fc.nat(text.length - 1)).map(([a, b]) => ({
  start: Math.min(a, b),
  end: Math.max(a, b) + 1
}));
const kind = fc.constantFrom('direct' as const, 'indirect' as const, 'mixed' as const, null);
const markAnswer = fc
  .array(fc.tuple(range, kind), { maxLength: 12 })
  .map((marks): Answer => ({ mode: 'mark', marks: marks.map(([r, k]) => ({ ...stretch(r), kind: k })) }));
const sortItem = exercise('sort').item;
const sortAnswer = fc
  .record({
    labels: fc.dictionary(
      fc.constantFrom(...sortItem.statements.map((s) => s.id)),
      fc.constantFrom(...sortItem.classes)
    ),
    sure: fc.dictionary(
      fc.constantFrom(...sortItem.statements.map((s) => s.id)),
      fc.double({ min: 0, max: 1, noNaN: true })
    )
  })
  .map((a): Answer => ({ mode: 'sort', ...a }));
const linkItem = exercise('link').item;
const linkAnswer = fc
  .dictionary(
    fc.constantFrom(...linkItem.statements.map((s) => s.id)),
    fc.record({ source: fc.array(range, { maxLength: 4 }), cue: fc.array(range, { maxLength: 4 }) })
  )
  .map((links): Answer => ({
    mode: 'link',
    links: Object.fromEntries(
      Object.entries(links).map(([id, l]) => [
        id,
        { source: l.source.map(stretch), cue: l.cue.map(stretch), order: [] }
      ])
    )
  }));
const anyAnswer = fc.oneof(
  sortAnswer.map((a) => ['sort', a] as const),
  markAnswer.map((a) => ['mark', a] as const),
  linkAnswer.map((a) => ['link', a] as const)
);

describe('whatever is answered', () => {
  test('a score lies within −1 and 1, and so do its parts', () => {
    fc.assert(
      fc.property(anyAnswer, ([mode, answer]) => {
        const { score, parts, items } = scored(mode, answer);
        for (const value of [score, parts.finding, parts.label])
          if (value !== null) expect(Math.abs(value)).toBeLessThanOrEqual(1);
        if (parts.boundary) expect(parts.boundary.exact).toBeLessThanOrEqual(parts.boundary.of);
        // A mark on nothing but a stray word between statements has no statement whose reason it could show.
        for (const item of items) expect(item.reason.length > 0 || item.id.endsWith('#none')).toBe(true);
      }),
      { numRuns: 2000 }
    );
  });

  test('the key itself scores 1, in every mode', () => {
    for (const mode of modes) {
      const { item, key } = all[mode]!;
      expect(scored(mode, logic.solution(item, key)).score).toBe(1);
    }
  });

  test('the same input gives the same bytes, and the order of answers never matters', () => {
    fc.assert(
      fc.property(anyAnswer, fc.nat(), ([mode, answer], seed) => {
        const again = structuredClone(answer);
        if (again.mode === 'mark') again.marks = turned(again.marks, seed);
        if (again.mode === 'sort')
          again.labels = Object.fromEntries(turned(Object.entries(again.labels), seed));
        if (again.mode === 'link') {
          again.links = Object.fromEntries(turned(Object.entries(again.links), seed));
          for (const link of Object.values(again.links)) link.source = turned(link.source, seed);
        }
        expect(JSON.stringify(scored(mode, again))).toBe(JSON.stringify(scored(mode, answer)));
        expect(JSON.stringify(scored(mode, answer))).toBe(
          JSON.stringify(scored(mode, structuredClone(answer)))
        );
      }),
      { numRuns: 1000 }
    );
  });

  test('a boundary moved away from every key span never raises a score', () => {
    const { key } = exercise('mark');
    const plain = new Set(words.keys());
    for (const unit of key.units.filter((u) => u.target && !u.contested))
      for (const p of unit.places) for (let [w, to] = tokensIn(words, p); w < to; w++) plain.delete(w);
    fc.assert(
      fc.property(markAnswer, fc.nat(), fc.nat(40), fc.boolean(), (answer, pick, by, right) => {
        if (answer.mode !== 'mark' || answer.marks.length === 0) return;
        const at = pick % answer.marks.length;
        const moved = structuredClone(answer);
        const mark = moved.marks[at]!;
        const { start, end } = mark;
        // Outwards over words that are in no key span, as far as there are such.
        let [from, to] = tokensIn(words, mark);
        // A mark inside one word covers none yet: to widen it would move it onto that word.
        if (from === to) return;
        for (let n = 0; n < by; n++) {
          if (right && plain.has(to)) to += 1;
          else if (!right && plain.has(from - 1)) from -= 1;
          else break;
        }
        const wider = right
          ? { start, end: Math.max(end, words[to - 1]?.end ?? end) }
          : { start: Math.min(start, words[from]?.start ?? start), end };
        moved.marks[at] = { ...stretch(wider), kind: mark.kind };
        expect(scored('mark', moved).score).toBeLessThanOrEqual(scored('mark', answer).score + 1e-12);
      }),
      { numRuns: 2000 }
    );
  });

  test('constant answers score exactly 0', () => {
    const everything = stretch({ start: 0, end: text.length });
    for (const k of ['direct', 'indirect', 'mixed', null] as const)
      expect(scored('mark', { mode: 'mark', marks: [{ ...everything, kind: k }] }).score + 0).toBe(0);
    expect(scored('mark', { mode: 'mark', marks: [] }).score + 0).toBe(0);
    for (const label of sortItem.classes)
      expect(
        scored('sort', {
          mode: 'sort',
          labels: Object.fromEntries(sortItem.statements.map((s) => [s.id, label])),
          sure: {}
        }).score + 0
      ).toBe(0);
    const links = linkItem.statements.map((s) => [
      s.id,
      { source: [everything], cue: [everything], order: [] }
    ]);
    expect(scored('link', { mode: 'link', links: Object.fromEntries(links) }).score + 0).toBe(0);
    expect(scored('link', { mode: 'link', links: {} }).score + 0).toBe(0);
  });

  test('the uncut mean of 10,000 seeded random answers stays within ±.02', () => {
    const random = generator(20260223);
    const upTo = (n: number) => Math.floor(random() * n);
    const word = () => stretch(words[upTo(words.length)]!);
    const some = () => {
      const from = upTo(words.length);
      const to = Math.min(words.length - 1, from + upTo(12));
      return stretch({ start: words[from]!.start, end: words[to]!.end });
    };
    const draw: Record<string, () => Answer> = {
      sort: () => ({
        mode: 'sort',
        labels: Object.fromEntries(
          sortItem.statements.map((s) => [s.id, sortItem.classes[upTo(sortItem.classes.length)]!])
        ),
        sure: {}
      }),
      mark: () => {
        const marks =
          random() < 0.5
            ? words.filter(() => random() < 0.4).map(stretch)
            : Array.from({ length: upTo(12) }, some);
        return { mode: 'mark', marks: marks.map((m) => ({ ...m, kind: null })) };
      },
      link: () => ({
        mode: 'link',
        links: Object.fromEntries(
          linkItem.statements.map((s) => {
            const [from, to] = tokensIn(words, s.scope);
            const inScope = () => stretch(words[from + upTo(to - from)]!);
            return [s.id, { source: [inScope(), word()], cue: [inScope()], order: [] }];
          })
        )
      })
    };
    for (const mode of modes) {
      let sum = 0;
      for (let n = 0; n < 10_000; n++) sum += scored(mode, draw[mode]!()).score;
      expect(Math.abs(sum / 10_000), mode).toBeLessThanOrEqual(0.02);
    }
  });

  test('any JSON value whatsoever gives a verdict and never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...modes), fc.oneof(fc.jsonValue(), shaped()), (mode, value) => {
        const { item, key } = all[mode]!;
        const verdict = logic.check(item, key, value);
        if (verdict.status === 'invalid') expect(verdict.problems.length).toBeGreaterThan(0);
        else expect(Number.isFinite(verdict.score)).toBe(true);
      }),
      { numRuns: 10_000 }
    );
  });
});

/** Values that look like answers nearly enough to get past the first look. */
function shaped() {
  const id = fc.oneof(
    fc.constantFrom('clock#s01', 'clock#s03', '__proto__', 'constructor', 'clock#s99'),
    fc.string()
  );
  const loose = fc.oneof(fc.jsonValue(), fc.constantFrom('states', 'source', 'direct', 0.5, -1, 2));
  const place = fc.record({
    source: fc.constantFrom('clock', 'other'),
    start: fc.integer({ min: -5, max: 1200 }),
    end: fc.integer({ min: -5, max: 1200 }),
    quote: fc.oneof(fc.constant('The'), fc.string()),
    kind: fc.constantFrom('direct', null, 'x')
  });
  return fc.oneof(
    fc.record({
      mode: fc.constant('sort'),
      labels: fc.dictionary(id, loose),
      sure: fc.dictionary(id, loose)
    }),
    fc.record({ mode: fc.constant('mark'), marks: fc.array(fc.oneof(place, fc.jsonValue())) }),
    fc.record({
      mode: fc.constant('link'),
      links: fc.dictionary(
        id,
        fc.record({ source: fc.array(place), cue: fc.array(place), order: fc.array(fc.string()) })
      )
    })
  );
}

function turned<T>(list: T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)].reverse();
}
