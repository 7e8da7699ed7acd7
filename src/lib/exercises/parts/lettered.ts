/** Letters that nobody takes for a figure: l looks like 1, and o like 0. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';

/**
 * What the nth of what is asked about, from 1, is known by on every page: a letter, since it stands before the words of a
 * text, where a number would be taken for one of its figures. After the last letter they are doubled: aa, bb. Two that differ
 * would be a word sooner or later, as, or at, and be read with those that follow.
 */
export function lettered(n: number): string {
  const letter = LETTERS[(n - 1) % LETTERS.length]!;
  return letter.repeat(Math.ceil(n / LETTERS.length));
}
