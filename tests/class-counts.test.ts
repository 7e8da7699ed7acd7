import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Scored } from '../src/lib/exercises/define.ts';
import type { Account } from '../src/lib/exercises/parts/account.ts';
import { boardUnits, tintedHeat, tintedUnits } from '../src/lib/exercises/parts/board.ts';
import { inTextOrder } from '../src/lib/exercises/parts/order.ts';
import { ROLES } from '../src/lib/exercises/parts/labels.ts';
import type { Samples } from '../src/lib/exercises/parts/samples.ts';
import { registry } from '../src/lib/exercises/registry.ts';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks } from '../src/lib/packs/load.ts';
import { generator } from '../src/lib/text/seeded.ts';

/** What is counted of a class, held on every exercise that ships. */
const { packs } = await readPacks(readFiles(join(resolve(import.meta.dirname, '..'), 'lessons')));
const found = import.meta.glob<{ samples: Samples<unknown, unknown> }>('../src/lib/exercises/*/samples.ts', {
  eager: true
});
const accounts = import.meta.glob<{ account: (item: unknown, answer: unknown, verdict: Scored) => Account }>(
  '../src/lib/exercises/*/account.ts',
  { eager: true }
);
const exercises = await Promise.all(
  packs
    .flatMap((pack) => pack.exercises)
    .map(async (e) => {
      const logic = await registry[e.type].logic();
      const item = logic.item.parse(e.item);
      const key = logic.key.parse(e.key);
      const { samples } = found[`../src/lib/exercises/${e.type}/samples.ts`]!;
      const draw = samples.drawer(item, generator(30));
      return {
        name: `${e.pack}/${e.slug}`,
        account: accounts[`../src/lib/exercises/${e.type}/account.ts`]!.account,
        logic,
        item,
        key,
        classroom: await registry[e.type].classroom(),
        solution: logic.solution(item, key),
        drawn: Array.from({ length: 12 }, draw)
      };
    })
);

describe.each(exercises)('$name', ({ logic, item, key, account, classroom, solution, drawn }) => {
  test('each learner is counted at most once for a unit, and for a word', () => {
    const { of, units, heat } = classroom.count(item, drawn);
    expect(of).toBe(drawn.length);
    for (const { readings } of units) {
      const given = readings.reduce((sum, { count }) => sum + count, 0);
      expect(given).toBeLessThanOrEqual(of);
      expect(readings.map(({ count }) => count)).toEqual(
        readings.map(({ count }) => count).sort((a, b) => b - a)
      );
    }
    for (const { source, start, end, count } of heat) {
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(of);
      const { text } = item.passages.find((passage) => passage.source === source)!;
      expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
    }
  });

  test('what learners see numbered is counted first and numbered alike, in the order of the texts, whatever the key has', () => {
    const asked = classroom.asked(item);
    expect(asked).toHaveLength(logic.asks(item) ?? 0);
    expect(inTextOrder(item.passages, asked, ({ places }) => places[0])).toEqual(asked);
    const counted = classroom.count(item, drawn).units.map(({ readings: _, ...unit }) => unit);
    expect(counted.slice(0, asked.length)).toEqual(asked);
    if (asked.length > 0)
      expect(classroom.items(item, key).map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
  });

  test('no figure stands before words of its texts, and nothing after them ends in one: nobody takes it for one of theirs', () => {
    const counts = classroom.count(item, drawn);
    const keyed = classroom.keyed(item, key);
    const units = boardUnits(counts, (unit, given) => classroom.reading(item, unit, given), keyed);
    const badges = new Map(units.map(({ id, badge }) => [id, badge]));
    for (const whose of ['ours', 'theirs'] as const)
      for (const { badge, after } of [
        ...tintedUnits(units, counts.of, whose),
        ...tintedHeat(counts.heat, counts.of, { unit: null, names: ROLES, badges, whose })
      ]) {
        expect(badge).not.toMatch(/\d/);
        expect(after?.sign ?? '').not.toMatch(/\d\s*$/);
      }
  });

  test('what is asked about is known by letters of its own', () => {
    const asked = classroom.asked(item).map(({ badge }) => badge);
    expect(new Set(asked).size).toBe(asked.length);
    // Where learners find statements, each finds others: letters of a verdict would be no other's.
    const free = classroom.count(item, []).units.length === 0;
    for (const { id, badge } of classroom.items(item, key))
      expect(badge, id).toMatch(free ? /^$/ : /^([a-z])\1{0,2}$/);
  });

  test('a verdict letters an item as the class has it', () => {
    const badges = new Map(classroom.items(item, key).map(({ id, badge }) => [id, badge]));
    for (const answer of [solution, ...drawn]) {
      const verdict = logic.check(item, key, answer);
      if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict.problems));
      for (const line of account(item, answer, verdict).lines) {
        const badge = badges.get(line.item.id);
        if (badge) expect(line.badge, line.item.id).toBe(badge);
      }
    }
  });

  test('it does not matter in which order learners come', () => {
    const [there, back] = [classroom.count(item, drawn), classroom.count(item, [...drawn].reverse())];
    expect([back.units, back.heat]).toEqual([there.units, there.heat]);
    for (const [i, { found }] of there.agreement.entries()) {
      expect(back.agreement[i]!.found?.alike).toBe(found?.alike);
      expect(back.agreement[i]!.found?.alpha ?? -2).toBeCloseTo(found?.alpha ?? -2, 9);
    }
  });

  test('a class that reads as the key does agrees wholly, and gives what the key has', () => {
    const { units, agreement } = classroom.count(item, [solution, solution, solution]);
    const keyed = classroom.keyed(item, key);
    for (const { found } of agreement)
      expect(found ?? { alike: 1, alpha: 1 }).toEqual({ alike: 1, alpha: 1 });
    for (const { id, readings } of units) {
      const expected = keyed.get(id);
      // A number of a ledger is given without the words that hedge it.
      if (expected == null || id.startsWith('cells:')) continue;
      expect(readings, id).toEqual([{ given: expected, count: 3 }]);
    }
  });

  test('whatever a verdict scores has a name, and whatever was given is said in words', () => {
    const items = new Map(classroom.items(item, key).map((one) => [one.id, one]));
    for (const answer of drawn) {
      const verdict = logic.check(item, key, answer);
      if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict.problems));
      for (const one of verdict.items.filter(({ scored }) => scored)) {
        expect(items.get(one.id)?.what, one.id).toBeTruthy();
        if (one.given !== null) expect(classroom.reading(item, one.id, one.given).name).toBeTruthy();
        if (one.expected !== null) expect(classroom.reading(item, one.id, one.expected).name).toBeTruthy();
      }
    }
  });

  test('nothing is half answered in an empty answer, and no reading of the key is half of one', () => {
    expect(logic.half(item, logic.blank(item))).toEqual([]);
    for (const [id, expected] of classroom.keyed(item, key))
      if (expected !== null) expect(classroom.becomes(item, id, expected), id).toBeNull();
  });

  test('what can be taken for each other is what learners choose from', () => {
    for (const { labels, has } of classroom.confusable(item)) {
      expect(labels.length).toBeGreaterThan(1);
      expect(classroom.items(item, key).some(({ id }) => has(id))).toBe(true);
    }
  });
});
