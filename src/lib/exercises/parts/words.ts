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

/** Words of a text between quotation marks of ours: their own become single ones inside. */
export const inMarks = (words: string): string => `“${words.replaceAll('“', '‘').replaceAll('”', '’')}”`;

/** Words as a sentence: with a full stop, where they have no end of their own. */
export const ended = (words: string): string => (/[.!?…][’”]*$/.test(words) ? words : `${words}.`);

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** What a text is called where nothing else is known of it. */
export function textName(i: number, of: number): string {
  return of > 1 ? `Text ${i + 1} of ${of}` : 'The text';
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
  return `Selected, not marked yet: ${inMarks(short(quote))}.`;
}
