import type { Scored } from '../define.ts';
import type { Ledger, LedgerOrigin, Relation } from '../parts/ledger.ts';
import { short } from '../parts/words.ts';
import { namer, partOf } from './lines.ts';
import type { Item } from './schema.ts';

/**
 * The key's ledger, as a verdict gives it, with what the learner has in other cells.
 * @param alone whether the learner gave nothing: nothing is said of them then
 */
export function pictured(
  item: Item,
  verdict: Scored,
  known: (source: string) => string | undefined,
  alone = false
): Ledger & { caption: string } {
  const nameOf = namer(item, known);
  const of = (part: string) =>
    verdict.items.flatMap((i) => {
      const at = partOf(i);
      if (at.part !== part || !i.scored) return [];
      const [row, sources] = at.id.split('@') as [string, string];
      return [{ i, row, sources: sources.split('~') }];
    });
  const fine = (notes: readonly string[]) => notes.find((note) => note.startsWith('is-'))!.slice(3);
  const origins: LedgerOrigin[] = [];
  for (const { i, row, sources } of of('origins')) {
    const column = sources[0]!;
    const origin = fine(i.notes) as LedgerOrigin['origin'];
    const name = i.notes.find((note) => note.startsWith('from: '))?.slice(6) ?? null;
    const met = origins.find((o) => o.column === column && o.origin === origin && o.name === name);
    if (met) met.rows.push(row);
    else origins.push({ column, origin, name, rows: [row] });
  }
  return {
    caption: 'The ledger as the key has it',
    columns: item.passages.map(({ source }) => ({ id: source, name: nameOf(source) })),
    rows: item.rows,
    cells: of('cells').map(({ i, row, sources }) => ({
      row,
      column: sources[0]!,
      words: i.key[0]?.quote ?? null,
      ...(alone || ['right', 'found'].includes(i.code)
        ? {}
        : { note: i.given === null ? 'left open' : `yours: ${short(i.given, 20)}` })
    })),
    relations: of('relations').map(({ i, row, sources }) => ({
      row,
      from: sources[0]!,
      to: sources[1]!,
      relation: fine(i.notes) as Relation
    })),
    origins
  };
}
