import { lettered } from '../parts/lettered.ts';
import type { Part } from './lines.ts';
import type { Item } from './schema.ts';

/** The letter of a row of the ledger, from 0: of each of its cells, and of what is said of its numbers. */
export const rowBadge = (row: number): string => lettered(row + 1);

/**
 * The letters of something that a ledger asks. Rows come first, then pairs and questions, so that no letter is of two things:
 * it is the same in the table, before the numbers of the texts, and in every list.
 * @returns `''` for what it does not ask
 */
export function badgeOf(
  { rows, pairs, questions }: Pick<Item, 'rows' | 'pairs' | 'questions'>,
  part: Part,
  id: string
): string {
  const nth = (list: readonly { id: string }[], wanted: string, before: number) => {
    const at = list.findIndex((one) => one.id === wanted);
    return at < 0 ? '' : lettered(before + at + 1);
  };
  if (part === 'pairs') return nth(pairs, id, rows.length);
  if (part === 'questions') return nth(questions, id, rows.length + pairs.length);
  return nth(rows, id.split('@')[0]!, 0);
}
