import type { Item } from './schema.ts';

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

/** The neighbours in each row, over cells that have none: what is related. */
export function neighbours(item: Pick<Item, 'rows' | 'passages'>, filled: (cell: string) => boolean) {
  return item.rows.flatMap(({ id: row }) => {
    const present = item.passages.map(({ source }) => source).filter((source) => filled(cellId(row, source)));
    return present
      .slice(1)
      .map((to, i) => ({ id: relationId(row, present[i]!, to), row, from: present[i]!, to }));
  });
}
