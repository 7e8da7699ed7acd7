import { textName } from './words.ts';

/** Small words of pages that show what a class or a learner gave: who only answers loads none of them. */

/** Words that call texts by their number, with the names of the texts instead. */
export function withNames(
  words: string,
  sources: readonly string[],
  nameOf: (source: string) => string | null
) {
  return sources.reduce(
    (said, source, i) =>
      said.replaceAll(textName(i, sources.length), () => nameOf(source) ?? textName(i, sources.length)),
    words
  );
}

/** What stands most often in a list; `null` of an empty one, the first where several stand as often. */
export function commonest(list: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Whose answers are drawn: those of the one learner who looks, of the class that looks, or of others. */
export type Whose = 'own' | 'ours' | 'theirs';

const NUMBERS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** The same without a figure, as far as words for numbers are short: "three of you". What follows may be a figure. */
export const spelt = (count: number, whose: Whose): string =>
  saidOf(count, whose).replace(/^\d+/, (figure) => NUMBERS[Number(figure) - 1] ?? figure);

/** How many of a class did something, in words that end in no figure: a figure of the text may follow. */
export function saidOf(count: number, whose: Whose): string {
  if (count === 0) return whose === 'ours' ? 'none of you' : 'nobody';
  if (whose === 'ours') return `${count} of you`;
  return count === 1 ? '1 learner' : `${count} learners`;
}
