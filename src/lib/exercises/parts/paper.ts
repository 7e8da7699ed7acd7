/** What the sheets of paper of every type share. */

export function quoteOf(places: readonly { quote: string }[]): string {
  return places.map(({ quote }) => quote).join(' … ');
}

/** A stretch of the texts that carries a number on paper, and the sign of its kind where it has one. */
export interface Stretch {
  id: string;
  source: string;
  start: number;
  end: number;
  class: 'edged' | 'marked' | 'contested';
  /** Before its first word; empty where it goes on after a gap. */
  number: string;
  sign: string;
}
