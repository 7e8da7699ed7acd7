import { lettered } from '../parts/lettered.ts';
import type { Part } from './lines.ts';
import type { Item } from './schema.ts';

/** The letter of a row of the ledger, from 0: of each of its cells, and of what is said of its numbers. */
export const rowBadge = (row: number): string => lettered(row + 1);

/**
 * The letters of something that a ledger asks. Rows come first, then pairs and questions, so that no letter is of two things:
 * it is the same in the table, before the numbers of the texts, and in every list.
 */
export function badgeOf(
  { rows, pairs, questions }: Pick<Item, 'rows' | 'pairs' | 'questions'>,
  part: Part,
  id: string
): string {
  const at = (list: readonly { id: string }[], wanted: string) => list.findIndex((one) => one.id === wanted);
  if (part === 'pairs') return lettered(rows.length + at(pairs, id) + 1);
  if (part === 'questions') return lettered(rows.length + pairs.length + at(questions, id) + 1);
  return rowBadge(at(rows, id.split('@')[0]!));
}
