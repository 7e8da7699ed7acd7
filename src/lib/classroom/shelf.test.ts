import { expect, test } from 'vitest';
import { catalogue } from './fixture.ts';
import { bySkill, noFilter, search, type Filter } from './shelf.ts';

const skills = [
  { id: 'voice', name: 'Whose words' },
  { id: 'figures', name: 'Where numbers come from' }
];
const found = (filter: Partial<Filter>) =>
  search(catalogue, { ...noFilter, ...filter }, skills).flatMap(({ pack, lessons, exercises }) =>
    [...lessons, ...exercises].map(({ slug }) => `${pack.slug}/${slug}`)
  );

test('without a search all is found', () => {
  expect(found({})).toHaveLength(9);
});

test('every word has to stand in what is said of it, its pack, texts, skill and access included', () => {
  expect(found({ words: 'HARD  létter' })).toEqual(['hard/letter']);
  expect(found({ words: 'numbers' })).toEqual(['warm/count']);
  expect(found({ words: 'text of report' })).toEqual(['hard/report']);
  expect(found({ words: 'reserved' })).toEqual(['warm/kept']);
  expect(found({ words: 'nothing like it' })).toEqual([]);
});

test('the kind of an exercise is searched too, and its type and skill by the short names that teachers use', () => {
  expect(found({ words: 'sorting' })).toEqual([
    'warm/one',
    'warm/two',
    'warm/kept',
    'hard/letter',
    'hard/report'
  ]);
  expect(found({ words: 'attribution report' })).toEqual(['hard/report']);
  expect(found({ words: 'figures' })).toEqual(['warm/count']);
});

test('a kind, a skill and a level leave out the rest; lessons have no level', () => {
  expect(found({ kind: 'lesson' })).toEqual(['warm/01-first', 'hard/01-texts', 'hard/02-own']);
  expect(found({ skill: 'figures' })).toEqual(['warm/count']);
  expect(found({ level: '2' })).toEqual(['warm/two', 'warm/kept', 'hard/report']);
});

test('exercises stand under the skills that they train, in the order of the skills, and none is left out', () => {
  const all = catalogue.flatMap(({ exercises }) => exercises);
  const stand = bySkill(all, [{ id: 'figures' }]);
  expect(stand[0]).toMatchObject({ skill: 'figures', exercises: [{ slug: 'count' }] });
  expect(stand.flatMap(({ exercises }) => exercises)).toHaveLength(all.length);
});
