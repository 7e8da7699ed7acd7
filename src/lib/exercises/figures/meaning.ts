import type { Range } from '../../text/span.ts';
import { firstEndingAfter, tokens } from '../../text/tokens.ts';
import type { Place } from '../define.ts';
import { LONGEST } from './classes.ts';
import type { Item, Key } from './schema.ts';

/** What a stretch means: the one figure whose words it shares, or else other words, and why. */
export interface Meaning {
  figure: Place | null;
  /** What that figure counts. */
  counted: string | null;
  why: 'figure' | 'no-number' | 'several-numbers' | 'too-long';
}

export type Fit = 'exact' | 'short' | 'wide';
const none = { figure: null, counted: null };
type Mention = Key['cells'][number]['mentions'][number];

/**
 * Makes the reader of stretches of an item's texts.
 * A stretch means the figure with which it shares words; one that meets several figures, or is longer than `LONGEST`
 * words, means other words, so that marking a whole paragraph finds nothing.
 */
export function reader(item: Item, key: Key) {
  const read = new Map(
    item.passages.map(({ source, text }) => {
      const words = tokens(text);
      const known = key.figures.find((figures) => figures.source === source)!;
      /** `counted` is `null` in a folded passage, where nothing is asked. */
      const at = (place: Place, counted: string | null) => ({ place, counted, words: wordsIn(words, place) });
      const figures = [
        ...known.places.map((place, i) => at(place, known.counted[i]!)),
        ...known.folded.map((place) => at(place, null))
      ];
      return [source, { words, figures }] as const;
    })
  );
  return {
    means({ source, start, end }: Omit<Place, 'quote'>): Meaning {
      const { words, figures } = read.get(source)!;
      const [from, to] = wordsIn(words, { start, end });
      const met = figures.filter(({ words: [a, b] }) => a < to && b > from);
      if (to - from > LONGEST) return { ...none, why: 'too-long' };
      if (met.length > 1) return { ...none, why: 'several-numbers' };
      const [only] = met;
      if (!only || only.counted === null) return { ...none, why: 'no-number' };
      return { figure: only.place, counted: only.counted, why: 'figure' };
    },
    /** How a stretch's edges fit a mention: white space, punctuation and hedge words count neither way. */
    fit({ source, start, end }: Omit<Place, 'quote'>, { place, hedged }: Mention): Fit {
      const { words } = read.get(source)!;
      const [from, to] = wordsIn(words, { start, end });
      const [least, most] = [wordsIn(words, place), wordsIn(words, hedged)];
      if (from > least[0] || to < least[1]) return 'short';
      return from >= most[0] && to <= most[1] ? 'exact' : 'wide';
    }
  };
}

/**
 * The words that a stretch meets, `[from, to)`: with any part of them, since a number may be less than half of its
 * word (*44-day*).
 */
function wordsIn(words: readonly Range[], { start, end }: Range): [from: number, to: number] {
  const from = firstEndingAfter(words, start);
  let to = from;
  while (to < words.length && words[to]!.start < end) to += 1;
  return [from, to];
}
