import { describe, expect, test } from 'vitest';
import { attempt, record } from '$lib/progress/fixture.ts';
import type { DueCheck } from '$lib/progress/later.ts';
import type { ShelfPack } from '$lib/progress/shelf.ts';
import { rowsOf } from './rows.ts';
import { bySkill, nextStep } from './skills.ts';

const exercise = (slug: string, skill: string) => ({
  ...{ slug, title: slug, skill, level: 1 as const, minutes: 5, version: 'v1' }
});
const packs: ShelfPack[] = [
  {
    ...{ slug: 'p', title: 'P', summary: '', contains: '', lessons: [] },
    exercises: [exercise('a', 'Voice'), exercise('b', 'Voice'), exercise('c', 'Voice'), exercise('d', 'Cues')]
  }
];
const skillsOf = (scores: Record<string, [first: number, latest: number]>) =>
  bySkill(
    ['Voice', 'Cues', 'Transfer'],
    packs,
    rowsOf(
      packs,
      new Map(
        Object.entries(scores).map(([slug, [first, latest]]) => [
          `p/${slug}`,
          record({ first: attempt({ score: first }), latest: attempt({ score: latest }) })
        ])
      )
    )
  );

describe('Skill by skill', () => {
  test('means of first and latest attempts are given in points, cut at 0 as each of them is shown', () => {
    expect(skillsOf({ a: [-0.5, 0.8], b: [0.5, 0.5] })).toMatchObject([
      { skill: 'Voice', of: 3, first: 25, latest: 65 },
      { skill: 'Cues', of: 1, first: null, latest: null }
    ]);
  });

  test('an attempt with too much left open counts as done, and has no points', () => {
    const left = attempt({ score: 0 });
    left.summary.left = { open: 15, of: 26 };
    const rows = rowsOf(
      packs,
      new Map([
        ['p/a', record({ first: left, latest: attempt({ score: 0.8 }) })],
        ['p/d', record({ first: left, latest: left })]
      ])
    );
    const skills = bySkill(['Voice', 'Cues'], packs, rows);
    expect(skills).toMatchObject([
      { skill: 'Voice', first: null, latest: 80 },
      { skill: 'Cues', first: null, latest: null, rows: [{ exercise: { slug: 'd' } }] }
    ]);
    expect(nextStep(skills, [], null)).toMatchObject({ do: 'finish', row: { exercise: { slug: 'd' } } });
  });

  test('a skill without exercises on the shelf is left out', () => {
    expect(skillsOf({}).map(({ skill }) => skill)).toEqual(['Voice', 'Cues']);
  });
});

describe('What comes next', () => {
  const due = [{ pack: 'p', lesson: { slug: 'l' } }] as unknown as DueCheck[];
  const next = { pack: 'p', lesson: { slug: 'm' }, begun: false } as Parameters<typeof nextStep>[2];
  const weak = skillsOf({ a: [0.2, 0.6], b: [0.2, 0.5], d: [0.1, 0.6] });

  test('is a check that is due, whatever else there is', () => {
    expect(nextStep(weak, due, next)).toEqual({ do: 'check', check: due[0] });
  });

  test('is the weakest exercise of the skill with most left, where no check is due', () => {
    expect(nextStep(weak, [], next)).toMatchObject({
      do: 'again',
      skill: { skill: 'Voice', latest: 55 },
      row: { exercise: { slug: 'b' } }
    });
  });

  test('is the next lesson where every skill holds, and nothing where there is none', () => {
    const strong = skillsOf({ a: [0, 0.9], d: [0.1, 0.7] });
    expect(nextStep(strong, [], next)).toEqual({ do: 'lesson', next });
    expect(nextStep(strong, [], null)).toEqual({ do: 'nothing' });
  });
});
