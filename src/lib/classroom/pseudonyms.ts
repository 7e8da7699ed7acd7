import { z } from 'zod';
import { ADJECTIVES, THINGS } from './pseudonym-words.ts';

/** Two harmless words by which a learner is known in a class. */

/** Where randomness comes from: a whole number from 0 up to, and without, `below`. */
export type Draw = (below: number) => number;

const pair = (adjective: string, thing: string) => `${adjective} ${thing}`;

/** Whether a name is one that could be dealt. */
export function isDealt(name: string): boolean {
  const [adjective = '', thing = '', ...more] = name.split(' ');
  return ADJECTIVES.includes(adjective) && THINGS.includes(thing) && more.length === 0;
}

/**
 * Deals pseudonyms that are new to a class. For as long as there are words enough, no two of a class share one.
 * @param taken the names that the class has
 * @returns `count` names, fewer where there are no more
 */
export function deal(taken: Iterable<string>, count: number, draw: Draw): string[] {
  const names = new Set(taken);
  const used = new Set([...names].filter(isDealt).flatMap((name) => name.split(' ')));
  const adjectives = ADJECTIVES.filter((word) => !used.has(word));
  const things = THINGS.filter((word) => !used.has(word));
  const dealt: string[] = [];
  while (dealt.length < count && adjectives.length > 0 && things.length > 0)
    dealt.push(pair(take(adjectives, draw), take(things, draw)));
  if (dealt.length === count) return dealt;
  for (const name of dealt) names.add(name);
  const others = ADJECTIVES.flatMap((a) => THINGS.map((b) => pair(a, b))).filter((name) => !names.has(name));
  return [...dealt, ...someOf(others, count - dealt.length, draw)];
}

/** Some of the given, in an order of their own; all where there are not so many. */
export function someOf<T>(all: readonly T[], count: number, draw: Draw): T[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () => take(left, draw));
}

/** Takes one out of a list that has some. */
const take = <T>(from: T[], draw: Draw): T => from.splice(draw(from.length), 1)[0]!;

/** The longest name, in characters. */
export const LONGEST_NAME = 24;

/** A name that somebody typed: letters and digits of any script, single spaces, hyphens and apostrophes. */
export const TypedName = z
  .string()
  .transform((typed) => typed.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .min(2, 'A name has at least 2 characters.')
      .max(LONGEST_NAME, `A name has at most ${LONGEST_NAME} characters.`)
      .regex(
        /^[\p{L}\p{M}\p{N} '’-]*$/u,
        'A name is made of letters, digits, spaces, hyphens and apostrophes.'
      )
      .regex(/^\p{L}/u, 'A name begins with a letter.')
      .refine((name) => !/\p{M}{3}/u.test(name), 'A letter carries at most two marks.')
  );

/** Names that a person would take for the same. */
export const sameName = (a: string, b: string): boolean => folded(a) === folded(b);

const folded = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[ '’-]/g, '');
