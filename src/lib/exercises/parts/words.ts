/** Small words that the pages of every type need. */

/**
 * A quotation short enough to name something by: its beginning, to the end of a word. Nothing is left out in the middle:
 * what is left would say something else, and of a sentence about people it may be the people.
 */
export function short(quote: string, most = 60): string {
  const plain = quote.replace(/\s+/g, ' ');
  if (plain.length <= most) return plain;
  const end = plain.lastIndexOf(' ', most - 2);
  // A first word that is longer than that is cut itself, and says so by having no space before the dots.
  return end > 0 ? `${plain.slice(0, end)} …` : `${plain.slice(0, most - 1)}…`;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** What a text is called where nothing else is known of it. */
export function textName(i: number, of: number): string {
  return of > 1 ? `Text ${i + 1} of ${of}` : 'The text';
}

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

const SURE = 0.95;

/** How sure one can be: guessing is right by chance as often as there are labels, and the rest lies evenly above. */
export function sureness(labels: number): { name: string; value: number }[] {
  const chance = 1 / labels;
  const steps = ['Guessing', 'Unsure', 'Fairly sure', 'Sure'];
  return steps.map((name, i) => ({
    name,
    value: Math.round(100 * (chance + ((SURE - chance) * i) / (steps.length - 1))) / 100
  }));
}

/** What is said of words that are selected, and would be lost by going on. */
export function unmarked(quote: string): string {
  return `Selected, not marked yet: “${short(quote)}”.`;
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
