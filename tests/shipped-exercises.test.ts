import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { agrees } from '../src/lib/exercises/parts/checking.ts';
import type { Samples } from '../src/lib/exercises/parts/samples.ts';
import { registry, type AnyLogic } from '../src/lib/exercises/registry.ts';
import { readFiles } from '../src/lib/packs/files.ts';
import { readPacks } from '../src/lib/packs/load.ts';
import { generator } from '../src/lib/text/seeded.ts';

/** The promises of `docs/scoring.md`, held on every exercise that ships and not on an invented one only. */
const { packs } = await readPacks(readFiles(join(resolve(import.meta.dirname, '..'), 'lessons')));
const found = import.meta.glob<{ samples: Samples<unknown, unknown> }>('../src/lib/exercises/*/samples.ts', {
  eager: true
});
const exercises = await Promise.all(
  packs
    .flatMap((pack) => pack.exercises)
    .map(async (e) => {
      const logic = await registry[e.type].logic();
      const { samples } = found[`../src/lib/exercises/${e.type}/samples.ts`]!;
      const [item, key] = [logic.item.parse(e.item), logic.key.parse(e.key)];
      const elsewhere = samples.elsewhere?.(item, logic.solution(item, key)) ?? [];
      return { name: `${e.pack}/${e.slug}`, logic, samples, item, key, elsewhere };
    })
);

function score(
  logic: AnyLogic,
  item: Parameters<AnyLogic['check']>[0],
  key: unknown,
  answer: unknown
): number {
  const verdict = logic.check(item, key, answer);
  if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict.problems));
  // An exact 0 may carry a sign.
  return verdict.score + 0;
}

describe.each(exercises)('$name', { timeout: 120_000 }, ({ logic, samples, item, key }) => {
  test('constant answers score exactly 0', () => {
    for (const answer of samples.constants(item)) expect(score(logic, item, key, answer)).toBe(0);
  });

  test('the uncut mean of 10,000 seeded random answers stays within ±.02', () => {
    const draw = samples.drawer(item, generator(1992));
    let sum = 0;
    for (let n = 0; n < 10_000; n++) sum += score(logic, item, key, draw());
    expect(Math.abs(sum / 10_000)).toBeLessThanOrEqual(0.02);
  });

  test('a boundary moved away from every key span never raises the score', () => {
    const best = logic.solution(item, key);
    const top = score(logic, item, key, best);
    for (const worse of samples.worse(item, best, generator(366)))
      expect(score(logic, item, key, worse)).toBeLessThanOrEqual(top);
  });

  test('an accepted reading never lowers a score, takes its items for read as the key does, and leaves the key at 1', () => {
    const random = generator(44);
    const draw = samples.drawer(item, random);
    const best = logic.solution(item, key);
    for (const answer of [
      best,
      ...samples.worse(item, best, random).slice(0, 20),
      ...Array.from({ length: 40 }, draw)
    ]) {
      const verdict = logic.check(item, key, answer);
      if (verdict.status !== 'scored') throw new Error(JSON.stringify(verdict.problems));
      const differing = verdict.items.filter((one) => agrees(one) === false).map(({ id }) => id);
      const ids = new Set(differing.filter(() => random() < 0.5));
      const accepted = logic.check(item, key, logic.accepting(item, key, answer, ids));
      if (accepted.status !== 'scored') throw new Error(JSON.stringify(accepted.problems));
      expect(accepted.score).toBeGreaterThanOrEqual(verdict.score - 1e-12);
      expect(accepted.items.filter((one) => ids.has(one.id) && agrees(one) === false)).toEqual([]);
      const all = logic.accepting(item, key, best, new Set(verdict.items.map(({ id }) => id)));
      expect(score(logic, item, key, all)).toBe(1);
    }
  });
});

test('what is marked in another text is found in none: offsets alone earn nothing', () => {
  const several = exercises.filter(({ elsewhere }) => elsewhere.length > 0);
  expect(several).not.toEqual([]);
  for (const { logic, item, key, elsewhere } of several)
    for (const answer of elsewhere) expect(score(logic, item, key, answer)).toBe(0);
});
