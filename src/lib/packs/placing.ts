import { anchor, shared, type Range, type Span } from '../text/span.ts';

/** Where the quotations of a draft stand in a text; and how it is said of what does not fit it. */

/** What a draft says does not fit the text. */
export class Misfit extends Error {
  readonly fix: string;
  constructor(message: string, fix: string) {
    super(message);
    this.fix = fix;
  }
}

/** Says of a place in a draft what does not fit, and what to do. */
export type Say = (place: string, message: string, fix: string) => void;

/** Says what does not fit; any other error goes on. */
export function sayMisfit(error: unknown, place: string, say: Say): void {
  if (!(error instanceof Misfit)) throw error;
  say(place, error.message, error.fix);
}

/** Converts each entry; one that does not fit is reported and left out. */
export function each<T extends { id: string }, R>(
  entries: readonly T[],
  say: Say,
  convert: (entry: T) => R
): R[] {
  return entries.flatMap((entry) => {
    try {
      return [convert(entry)];
    } catch (error) {
      sayMisfit(error, entry.id, say);
      return [];
    }
  });
}

/**
 * The readings of an entry, of which there are two or none, with why the rules do not decide between them.
 * @throws Misfit where there is one, or nothing is said
 */
export function contested<T>(readings: T[] | undefined, undecided: string | null | undefined) {
  if (!readings?.length) return null;
  if (readings.length < 2) throw new Misfit('it has one reading', 'give two at least, or none');
  if (!undecided || undecided.trim().length < 20)
    throw new Misfit('it has readings and does not say why the rules do not decide it', 'fill in undecided');
  return { undecided, readings };
}

const COPY =
  'copy the words from the text, with its own quotation marks; where they stand more than once, add a context';

/** Where a quotation stands, once. @throws Misfit where it does not, or stands more than once */
export function locate(text: string, quote: string, context: string | null | undefined): Span {
  const found = anchor(text, quote, context ?? undefined);
  if (typeof found === 'string') throw new Misfit(found, COPY);
  return found;
}

type Pieces = string | string[] | null | undefined;
/** The same for several, each with a context of its own. */
export function locateAll(text: string, quotes: Pieces, contexts: Pieces): Span[] {
  return [quotes ?? []].flat().map((quote, i) => locate(text, quote, [contexts ?? []].flat()[i]));
}

/**
 * The next place of a quotation that nothing covers yet: segments stand in the order of the text.
 * @returns `null` where there is none
 */
export function nextFree(text: string, quote: string, from: number, taken: readonly Range[]): Span | null {
  for (const start of occurrences(text, quote)) {
    const span = { start, end: start + quote.length, quote };
    if (start >= from && !taken.some((other) => shared(span, other) > 0)) return span;
  }
  return null;
}

/** Where words stand in a text, as often as they do. */
export function occurrences(text: string, words: string): number[] {
  const found: number[] = [];
  for (let i = text.indexOf(words); i >= 0; i = text.indexOf(words, i + 1)) found.push(i);
  return found;
}
