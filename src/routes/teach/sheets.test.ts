import { expect, test } from 'vitest';
import { moreOf, sheetsOf, timesOf } from './sheets.ts';

test('what lessons leave over stands by skill, in the order in which it is given', () => {
  const sheet = (slug: string, title: string, skill: string, level: number) => ({
    ...{ slug, title, skill, level },
    minutes: 5
  });
  const more = moreOf(
    [
      sheet('short', 'Own voice? The first half', 'voice', 1),
      sheet('used', 'In a lesson', 'voice', 1),
      sheet('rest', 'Own voice? The second half', 'voice', 1),
      sheet('first', 'Three to begin with', 'chains', 1)
    ],
    new Set(['used'])
  );
  expect(more.map(({ skill, sheets }) => [skill, sheets.map(({ slug }) => slug)])).toEqual([
    ['voice', ['short', 'rest']],
    ['chains', ['first']]
  ]);
});

test('the sheets of a lesson stand in the order in which the lesson has them', () => {
  const sheet = (slug: string) => ({ slug, title: slug, skill: 'voice', level: 1, minutes: 5 });
  const lesson = { exercises: ['second', 'first', 'withdrawn'] };
  const sheets = sheetsOf(lesson, [sheet('first'), sheet('other'), sheet('second')]);
  expect(sheets.map(({ slug }) => slug)).toEqual(['second', 'first']);
});

test('a lesson says how long it takes alone and in class', () => {
  expect(timesOf(20)).toBe('20 minutes alone, 45 in class');
});
