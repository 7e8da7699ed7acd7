import type { Answer, Item } from './schema.ts';

/** What the parts of a ledger are called in answers and verdicts. */

export const cellId = (row: string, source: string) => `${row}@${source}`;
export const relationId = (row: string, from: string, to: string) => `${row}@${from}~${to}`;

/** Every cell of a ledger, row by row. */
export function cellsOf({ rows, passages }: Pick<Item, 'rows' | 'passages'>) {
  return rows.flatMap(({ id: row }) =>
    passages.map(({ source }) => ({ id: cellId(row, source), row, source }))
  );
}

/** Every two cells of a row, the earlier column first: which of them are neighbours the filled cells decide. */
export function pairsOf({ rows, passages }: Pick<Item, 'rows' | 'passages'>) {
  return rows.flatMap(({ id: row }) =>
    passages.flatMap(({ source: from }, i) =>
      passages.slice(i + 1).map(({ source: to }) => ({ id: relationId(row, from, to), row, from, to }))
    )
  );
}

/** Everything in a ledger that an answer may name. */
interface Named {
  /** The text of each cell. */
  cells: ReadonlyMap<string, string>;
  relations: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
  questions: ReadonlySet<string>;
}

const named = new WeakMap<Item, Named>();

/** What an answer to an item may name: made once, for every answer that is saved or checked asks for it. */
export function namedIn(item: Item): Named {
  let known = named.get(item);
  if (!known) {
    const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id));
    known = {
      cells: new Map(cellsOf(item).map(({ id, source }) => [id, source])),
      relations: ids(pairsOf(item)),
      pairs: ids(item.pairs),
      questions: ids(item.questions)
    };
    named.set(item, known);
  }
  return known;
}

/** Whether a cell holds a number. */
export const holdsIn = (cells: Answer['cells']) => (id: string) =>
  cells[id] !== undefined && cells[id] !== 'absent';

/** The neighbours in each row, over cells that have none: what is related. */
export function neighbours(item: Pick<Item, 'rows' | 'passages'>, filled: (cell: string) => boolean) {
  return item.rows.flatMap(({ id: row }) => {
    const present = item.passages.map(({ source }) => source).filter((source) => filled(cellId(row, source)));
    return present
      .slice(1)
      .map((to, i) => ({ id: relationId(row, present[i]!, to), row, from: present[i]!, to }));
  });
}
