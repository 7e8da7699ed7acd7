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
  const listed = inOrder([
    exercise('next', 'Three more', 'chains', 1),
    exercise('first', 'Three to begin with', 'chains', 1),
    exercise('c', 'Own voice?', 'voice', 2),
    exercise('rest', 'Own voice? The second half', 'voice', 1),
    exercise('short', 'Own voice? The first half', 'voice', 1)
  ]);
  expect(listed.map(({ slug }) => slug)).toEqual(['short', 'rest', 'c', 'first', 'next']);
});
