/** Letters that nobody takes for a figure: l looks like 1, and o like 0. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz';

/**
 * What the nth of what is asked about, from 1, is known by on every page: a letter, since it stands before the words of a
 * text, where a number would be taken for one of its figures. After the last letter come pairs of them.
 */
export function lettered(n: number): string {
  const before = Math.floor((n - 1) / LETTERS.length);
  return (before > 0 ? lettered(before) : '') + LETTERS[(n - 1) % LETTERS.length]!;
}
