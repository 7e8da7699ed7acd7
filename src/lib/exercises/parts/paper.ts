import type { Place, Reading } from '../define.ts';

/** What the sheets of paper of every type share. */

export function quoteOf(places: readonly { quote: string }[]): string {
  return places.map(({ quote }) => quote).join(' … ');
}

/** A stretch of the texts that carries letters on paper, and the sign of its kind where it has one. */
export interface Stretch {
  id: string;
  source: string;
  start: number;
  end: number;
  class: 'edged' | 'marked' | 'contested';
  /** Before its first word; empty where it goes on after a gap. */
  badge: string;
  sign: string;
}

/** An item on the key's sheet. */
export interface Entry {
  id: string;
  /** Its letters, as on the worksheet and every page; where it has none, its number in the key. */
  badge: string;
  places: readonly Place[];
  /** The label, in words. */
  says: string;
  reason: string;
  /** The words that show it, where it has to be said which. */
  shows?: readonly Place[];
  contested?: { undecided: string; readings: readonly Reading[] } | null;
  /** What else the key says. */
  more?: readonly { what: string; says: string }[];
}
