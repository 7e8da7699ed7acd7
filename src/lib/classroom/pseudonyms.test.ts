import { describe, expect, test } from 'vitest';
import { generator } from '../text/seeded.ts';
import { ADJECTIVES, THINGS } from './pseudonym-words.ts';
import { deal, isDealt, LONGEST_NAME, sameName, someOf, TypedName } from './pseudonyms.ts';

const drawing = (seed: number) => {
  const next = generator(seed);
  return (below: number) => Math.floor(next() * below);
};

describe('dealt pseudonyms', () => {
  test('there are at least 120 words of each kind, each once, none in both', () => {
    expect(ADJECTIVES.length).toBeGreaterThanOrEqual(120);
    expect(THINGS.length).toBeGreaterThanOrEqual(120);
    expect(new Set([...ADJECTIVES, ...THINGS]).size).toBe(ADJECTIVES.length + THINGS.length);
  });

  test('every word begins with a capital, and the longest two are a name that could be typed', () => {
    const longest = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length)[0]!;
    for (const word of [...ADJECTIVES, ...THINGS]) expect(word).toMatch(/^[A-Z][a-z]+$/);
    expect(`${longest(ADJECTIVES)} ${longest(THINGS)}`.length).toBeLessThanOrEqual(LONGEST_NAME);
  });

  test('no name comes twice in a class, and none that it has', () => {
    const taken = deal([], 200, drawing(1));
    const more = deal(taken, 300, drawing(1));
    expect(new Set([...taken, ...more]).size).toBe(500);
    for (const name of more) expect(isDealt(name)).toBe(true);
  });

  test('no two of a class share a word while there are words enough', () => {
    const words = deal(['Somebody typed this'], 150, drawing(2)).flatMap((name) => name.split(' '));
    expect(new Set(words).size).toBe(300);
  });

  test('the same draws deal the same names, other draws others', () => {
    expect(deal([], 6, drawing(3))).toEqual(deal([], 6, drawing(3)));
    expect(deal([], 6, drawing(3))).not.toEqual(deal([], 6, drawing(4)));
  });

  test('when every name is taken, none is dealt', () => {
    const all = ADJECTIVES.flatMap((adjective) => THINGS.map((thing) => `${adjective} ${thing}`));
    expect(deal(all.slice(1), 3, drawing(5))).toEqual([all[0]]);
    expect(deal(all, 1, drawing(5))).toEqual([]);
  });

  test('some of a list are different ones of it, and all where it is short', () => {
    const six = someOf([...'abcdefghij'], 6, drawing(6));
    expect(new Set(six).size).toBe(6);
    expect(someOf([...'abc'], 6, drawing(6)).toSorted()).toEqual(['a', 'b', 'c']);
  });
});

describe('typed names', () => {
  test.each([
    ['  Blue   Kettle ', 'Blue Kettle'],
    ['Zoë', 'Zoë'],
    ['Айгүн', 'Айгүн'],
    ['Նարեկ 2', 'Նարեկ 2'],
    ['D’Arc-Light', 'D’Arc-Light']
  ])('%j is taken as %j', (typed, name) => expect(TypedName.parse(typed)).toBe(name));

  test.each([
    '',
    ' ',
    'a',
    'x'.repeat(25),
    'a@b.example',
    '=1+1',
    '-cmd',
    '<b>no</b>',
    'a\u202eb',
    'a\u200bb',
    '12',
    'z\u0336\u0337\u0338o'
  ])('%j is not taken, with a sentence that says why', (typed) =>
    expect(TypedName.safeParse(typed).error?.issues[0]?.message).toMatch(/^A (name|letter) .+\.$/)
  );

  test('names that look the same are the same', () => {
    expect(sameName('Quiet Maple', 'quiet-maple')).toBe(true);
    expect(sameName('Quiet Maple', 'Quiet Marble')).toBe(false);
  });
});
