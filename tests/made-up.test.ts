import { expect, test } from 'vitest';
import { madeUp } from '../src/lib/classroom/made-up.ts';
import { registry } from '../src/lib/exercises/registry.ts';
import { samplesOf } from '../src/lib/exercises/samples.ts';
import { packs } from '../src/lib/server/packs.ts';
import { generator } from '../src/lib/text/seeded.ts';

/** For every exercise that ships, answers of learners who read `able` of it as the key does. */
async function answersTo(able: number) {
  const exercises = (await packs()).flatMap((pack) => pack.exercises);
  return Promise.all(
    exercises.map(async ({ pack, slug, type, ...exercise }) => {
      const logic = await registry[type].logic();
      const item = logic.item.parse(exercise.item);
      const key = logic.key.parse(exercise.key);
      const random = generator(7);
      const draw = (await samplesOf(type)).drawer(item, random);
      const answers = Array.from({ length: 12 }, () =>
        madeUp(logic.solution(item, key), draw(), able, random, true)
      );
      const fits = answers.every((answer) => registry[type].fits(item, answer));
      const verdicts = answers.map((answer) => logic.check(item, key, answer));
      const scores = verdicts.flatMap((verdict) => (verdict.status === 'scored' ? [verdict.score] : []));
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
      return { name: `${pack}/${slug}`, fits, all: scores.length === answers.length, mean };
    })
  );
}

test('made-up learners answer every exercise that ships, better where they read more as the key does', async () => {
  const [weak, good] = [await answersTo(0.3), await answersTo(0.85)];
  for (const [n, { name, fits, all, mean }] of good.entries()) {
    expect({ name, fits, all }).toEqual({ name, fits: true, all: true });
    expect({ name, fits: weak[n]!.fits, all: weak[n]!.all }).toEqual({ name, fits: true, all: true });
    expect(mean, name).toBeGreaterThan(weak[n]!.mean);
    expect(mean, name).toBeLessThan(1);
  }
});

test('where nobody is asked how sure they are, nobody says so', () => {
  const best = { mode: 'sort', labels: { a: 'states', b: 'source' }, sure: {} };
  const answer = (asked: boolean) => madeUp(best, best, 1, generator(1), asked);
  expect(answer(false)).toEqual(best);
  expect(Object.keys((answer(true) as typeof best).sure)).toEqual(['a', 'b']);
});
