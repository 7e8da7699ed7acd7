import { hasOnly, isObject, isRecord, placed } from '../parts/fitting.ts';
import { OPTIONS, PAIR_CLASSES } from './classes.ts';
import { namedIn } from './ids.ts';
import type { Item } from './schema.ts';

/**
 * Whether a stored value is an answer to this item: what `Answer` in `schema.ts` asks and what the item adds to it,
 * without the schemas: every page with an exercise asks it before it shows what the browser has kept.
 */
export function fits(item: Item, value: unknown): boolean {
  if (!isObject(value) || value.mode !== 'ledger') return false;
  if (!hasOnly(value, 'mode', 'cells', 'relations', 'origins', 'pairs', 'questions')) return false;
  const { cells, relations, pairs, questions } = namedIn(item);
  const stands = placed(item.passages);
  const one = (offered: readonly string[]) => (value: unknown) => offered.some((name) => name === value);
  return (
    isRecord(
      value.cells,
      cells,
      (cell, id) => cell === 'absent' || (stands(cell) && cell.source === cells.get(id))
    ) &&
    isRecord(value.relations, relations, one(item.relations)) &&
    isRecord(value.origins, cells, one(item.origins)) &&
    isRecord(value.pairs, pairs, one(PAIR_CLASSES)) &&
    isRecord(value.questions, questions, one(OPTIONS))
  );
}
