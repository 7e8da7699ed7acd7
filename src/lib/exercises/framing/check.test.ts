import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generator } from '../../text/seeded.ts';
import { shown } from '../../scoring/score.ts';
import type { Scored } from '../define.ts';
import { answerOf, cases, exercise, NAMES, refOf, type Name } from './fixture.ts';
import { offered } from './classes.ts';
import { logic } from './logic.ts';
import { samples } from './samples.ts';
import type { Answer } from './schema.ts';

const all = Object.fromEntries(NAMES.map((name) => [name, exercise(name)])) as Record<
  Name,
  ReturnType<typeof exercise>
>;

function scored(name: Name, answer: unknown): Scored {
  const { item, key } = all[name];
  const verdict = logic.check(item, key, answer);
  if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict));
  return verdict;
}

/** The item of a verdict that a case names: a candidate, another device of the text, or the learner's own mark. */
function itemOf(name: Name, { items }: Scored, id: string) {
  if (id === 'own') return items.find((item) => item.id === 'mark 1');
  const entry = all[name].key.entries.find(({ ref }) => ref === refOf(id));
  return items.find((item) => item.id === (entry?.id ?? `beside ${refOf(id)}`));
}

describe('the worked examples of cases.json', () => {
  test('there are at least 25, over the four modes', () => {
    expect(cases.length).toBeGreaterThanOrEqual(25);
    expect(new Set(cases.map((one) => all[one.exercise].item.mode)).size).toBe(4);
  });

  for (const one of cases)
    test(one.title, () => {
      const { item, key } = all[one.exercise];
      const verdict = logic.check(item, key, answerOf(one));
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
      if (want.finding !== undefined) expect(verdict.parts.finding).toBeCloseTo(want.finding, 9);
      if (want.label !== undefined) expect(verdict.parts.label).toBeCloseTo(want.label, 9);
      if (want.owner !== undefined) expect(verdict.apart?.[0]?.score).toBeCloseTo(want.owner, 9);
      if (want.given !== undefined) expect(verdict.answered.given).toBe(want.given);
      if (want.brier !== undefined) expect(verdict.calibration?.brier).toBeCloseTo(want.brier, 9);
      if (want.tendency)
        expect(Math.sign(verdict.detection!.tendency)).toBe(want.tendency === 'below' ? -1 : 1);
      for (const [id, code] of Object.entries(want.codes ?? {}))
        expect(itemOf(one.exercise, verdict, id)?.code, id).toBe(code);
      for (const [id, notes] of Object.entries(want.notes ?? {}))
        expect(itemOf(one.exercise, verdict, id)?.notes, id).toEqual(notes);
    });
});

const answers = (name: Name) => {
  const { item } = all[name];
  const ids = fc.constantFrom(...item.asked.map(({ id }) => id));
  const labels = fc.dictionary(ids, fc.constantFrom(...offered(item)));
  const sure = fc.dictionary(ids, fc.double({ min: 0, max: 1, noNaN: true }));
  const mark = fc.tuple(fc.nat(300), fc.nat(60), fc.constantFrom('naming', 'omission', null));
  return fc
    .record({
      labels,
      sure,
      owner: fc.constantFrom('outlet', 'source'),
      marks: fc.array(mark, { maxLength: 6 })
    })
    .map(({ labels, sure, owner, marks }): Answer => {
      const answer = { ...logic.blank(item), labels, sure } as Answer;
      if (answer.mode !== 'spot' || item.mode !== 'spot') return answer;
      const devices = Object.keys(labels).filter((id) => labels[id] !== 'plain');
      const { text, source } = item.passages[0]!;
      return {
        ...answer,
        owners: item.owners.length > 0 ? Object.fromEntries(devices.map((id) => [id, owner])) : {},
        free: marks.map(([start, length, kind]) => {
          const end = start + length + 1;
          return { source, start, end, quote: text.slice(start, end), kind: kind as 'naming' | null };
        })
      } as Answer;
    });
};
const anyAnswer = fc.oneof(...NAMES.map((name) => answers(name).map((answer) => [name, answer] as const)));

describe('whatever is answered', () => {
  test('a score lies within −1 and 1, and so do its parts', () => {
    fc.assert(
      fc.property(anyAnswer, ([name, answer]) => {
        const { score, parts, apart = [], items } = scored(name, answer);
        for (const value of [score, parts.finding, parts.label, ...apart.map((part) => part.score)])
          if (value !== null) expect(Math.abs(value)).toBeLessThanOrEqual(1);
        for (const item of items) expect(item.reason.length > 0 || item.code === 'beside-yours').toBe(true);
      }),
      { numRuns: 2000 }
    );
  });

  test('the key itself scores 1', () => {
    for (const name of NAMES) {
      const { item, key } = all[name];
      expect(scored(name, logic.solution(item, key)).score).toBe(1);
    }
  });

  test('constant answers score exactly 0', () => {
    for (const name of NAMES)
      for (const answer of samples.constants(all[name].item)) expect(scored(name, answer).score + 0).toBe(0);
  });

  test('the uncut mean of 10,000 seeded random answers stays within ±.02', () => {
    for (const name of NAMES) {
      const draw = samples.drawer(all[name].item, generator(1992));
      let sum = 0;
      for (let n = 0; n < 10_000; n++) sum += scored(name, draw()).score;
      expect(Math.abs(sum / 10_000), name).toBeLessThanOrEqual(0.02);
    }
  });

  test('the same input gives the same bytes, and the order of answers never matters', () => {
    const turned = <T>(list: T[], by: number): T[] => {
      const at = list.length === 0 ? 0 : by % list.length;
      return [...list.slice(at), ...list.slice(0, at)].reverse();
    };
    const mixed = <T>(record: Record<string, T>, by: number) =>
      Object.fromEntries(turned(Object.entries(record), by));
    fc.assert(
      fc.property(anyAnswer, fc.nat(), ([name, answer], seed) => {
        const again = structuredClone(answer);
        again.labels = mixed<never>(again.labels as Record<string, never>, seed);
        again.sure = mixed(again.sure, seed);
        if (again.mode === 'spot') {
          again.owners = mixed(again.owners, seed);
          again.free = turned(again.free, seed);
        }
        expect(JSON.stringify(scored(name, again))).toBe(JSON.stringify(scored(name, answer)));
      }),
      { numRuns: 1000 }
    );
  });

  test('what is made once for a key takes nothing from one answer into the verdict on another', () => {
    fc.assert(
      fc.property(anyAnswer, ([name, answer]) => {
        scored(name, answer);
        const bare = {
          ...answer,
          ...('owners' in answer ? { owners: {}, free: [] } : {}),
          ...('own' in answer ? { own: {} } : {})
        };
        const { item, key } = structuredClone(all[name]);
        expect(JSON.stringify(scored(name, bare))).toBe(JSON.stringify(logic.check(item, key, bare)));
      }),
      { numRuns: 500 }
    );
  });

  test('free marks and swaps of one’s own neither cost nor earn', () => {
    fc.assert(
      fc.property(answers('spot'), fc.string({ maxLength: 400 }), (answer, words) => {
        const { score, parts, answered } = scored('spot', answer);
        const bare = scored('spot', { ...answer, free: [] });
        expect([score, parts, answered]).toEqual([bare.score, bare.parts, bare.answered]);
        const own = Object.fromEntries(all.swap.item.asked.map(({ id }) => [id, words]));
        const swap = logic.solution(all.swap.item, all.swap.key);
        expect(scored('swap', { ...swap, own }).score).toBe(1);
        expect(scored('swap', { ...logic.blank(all.swap.item), own }).score).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 }
    );
  });

  test('any JSON value whatsoever gives a verdict and never throws', () => {
    const id = fc.oneof(fc.constantFrom('c01', 'c05', '__proto__', 'constructor', 'c99'), fc.string());
    const loose = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom('plain', 'naming', 'claim', 'nobody', 'outlet', 0.5, 2)
    );
    const place = fc.record({
      source: fc.constantFrom('mill', 'other'),
      start: fc.integer({ min: -5, max: 900 }),
      end: fc.integer({ min: -5, max: 900 }),
      quote: fc.oneof(fc.constant('The'), fc.string()),
      kind: fc.constantFrom('naming', null, 'x')
    });
    const records = { labels: fc.dictionary(id, loose), sure: fc.dictionary(id, loose) };
    const shaped = fc.oneof(
      fc.record({
        mode: fc.constant('spot'),
        ...records,
        owners: fc.dictionary(id, loose),
        free: fc.array(fc.oneof(place, fc.jsonValue()))
      }),
      fc.record({ mode: fc.constant('swap'), ...records, own: fc.dictionary(id, loose) }),
      fc.record({ mode: fc.constantFrom('side', 'actors'), ...records })
    );
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.oneof(fc.jsonValue(), shaped), (name, value) => {
        const { item, key } = all[name];
        const verdict = logic.check(item, key, value);
        if (verdict.status === 'invalid') expect(verdict.problems.length).toBeGreaterThan(0);
        else expect(Number.isFinite(verdict.score)).toBe(true);
      }),
      { numRuns: 10_000 }
    );
  });
});
