/**
 * What `LedgerPicture.svelte` draws: which text has which number for what is counted, how neighbours stand to each
 * other, and where each number is from. Plain values: an exercise's verdict and a pack's overview both make them.
 */

/** How two mentions stand to each other (codebook 2). `changed`: reworded or differing, where these are one class. */
export type Relation = 'same' | 'reworded' | 'differs' | 'changed';

/** Where a mention's number is from, as its text tells it. `matching`: unstated, and another text has the same. */
export type Origin = 'named' | 'unstated' | 'matching';

/** A relation as the table joins it. */
export const RELATIONS: Readonly<Record<Relation, { sign: string; name: string }>> = {
  same: { sign: '=', name: 'same' },
  reworded: { sign: '~', name: 'reworded' },
  differs: { sign: '≠', name: 'differs' },
  changed: { sign: '≁', name: 'changed' }
};

/** The sign of a text that has no such number. */
export const ABSENT = '∅';

export interface LedgerColumn {
  /** The id of the text. */
  id: string;
  name: string;
}

export interface LedgerRow {
  id: string;
  /** What is counted. */
  counted: string;
}

/** One cell; where there is none for a row and a column, the picture leaves the place open. */
export interface LedgerCell {
  row: string;
  column: string;
  /** The words of the text; `null` where the text has no such number. */
  words: string | null;
  /** The number itself, drawn larger over the words: "4,000" over “nearly four thousand”. */
  value?: string | undefined;
  /** A short line of one's own below: "yours: 312". */
  note?: string | undefined;
}

/** Between the mentions of a row in two texts; the columns between them are absent. */
export interface LedgerRelation {
  row: string;
  from: string;
  to: string;
  relation: Relation;
}

/** Where mentions in one text are from. One entry a text and origin. */
export interface LedgerOrigin {
  column: string;
  origin: Origin;
  /** Who is named: "Ida Marsh"; `null` where nobody is. */
  name: string | null;
  /** The ids of the rows that it holds for. */
  rows: string[];
}

export interface Ledger {
  columns: readonly LedgerColumn[];
  rows: readonly LedgerRow[];
  cells: readonly LedgerCell[];
  relations: readonly LedgerRelation[];
  origins: readonly LedgerOrigin[];
}

/** What stands beneath the ledger for an origin: one place for everybody who is named, one for "unstated". */
export interface OriginNode {
  name: string;
  named: boolean;
  /** The columns whose lines end here, in their order. */
  from: LedgerOrigin[];
}

/** The ends of the lines beneath, so ordered that few of them cross. */
export function originNodes({ columns, origins }: Pick<Ledger, 'columns' | 'origins'>): OriginNode[] {
  const rank = new Map(columns.map(({ id }, i) => [id, i]));
  const nodes = new Map<string, OriginNode>();
  for (const origin of origins) {
    const named = origin.origin === 'named';
    const name = named ? (origin.name ?? 'named') : 'unstated';
    const node = nodes.get(name) ?? { name, named, from: [] };
    node.from.push(origin);
    nodes.set(name, node);
  }
  const middle = ({ from }: OriginNode) =>
    from.reduce((sum, { column }) => sum + (rank.get(column) ?? 0), 0) / from.length;
  return [...nodes.values()].sort((a, b) => middle(a) - middle(b));
}

/** Words parted into lines of at most `most` characters, at spaces; a longer word stands alone. */
export function wrapped(words: string, most: number, lines = Infinity): string[] {
  const out: string[] = [];
  for (const word of words.split(/\s+/)) {
    const last = out.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) out[out.length - 1] = `${last} ${word}`;
    else out.push(word);
  }
  if (out.length <= lines) return out;
  return [...out.slice(0, lines - 1), `${out[lines - 1]!.slice(0, most - 1)}…`];
}

/** What the table says of an origin. */
export function originWords({ origin, name }: Pick<LedgerOrigin, 'origin' | 'name'>): string {
  if (origin === 'named') return name ?? 'named';
  return origin === 'matching' ? 'unstated, matches another text' : 'unstated';
}
