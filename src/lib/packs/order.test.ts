import { expect, test } from 'vitest';
import { inOrder } from './order.ts';
import type { Skill } from './schema.ts';

test('exercises stand by skill, from easy to hard, and the first half first', () => {
  const exercise = (slug: string, title: string, skill: Skill, level: number) => ({
    slug,
    title,
    skill,
    level
  });
  // As the folder has them.
  const listed = inOrder([
    exercise('chains-more', 'Three more', 'chains', 1),
    exercise('chains-town', 'Three to begin with', 'chains', 1),
    exercise('sort-hard', 'Own voice?', 'voice', 2),
    exercise('sort-two-voices-rest', 'Own voice? The second half', 'voice', 1),
    exercise('sort-two-voices-short', 'Own voice? The first half', 'voice', 1),
    exercise('sort-two-voices', 'Own voice?', 'voice', 1)
  ]);
  expect(listed.map(({ slug }) => slug)).toEqual([
    ...['sort-two-voices', 'sort-two-voices-short', 'sort-two-voices-rest', 'sort-hard'],
    ...['chains-town', 'chains-more']
  ]);
});
