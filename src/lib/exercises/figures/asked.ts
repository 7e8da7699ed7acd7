import { cellsOf, neighbours } from './ids.ts';
import type { Answer, Item } from './schema.ts';

/**
 * All that a ledger asks of who gave an answer, by the ids that its verdict has. An open cell counts as if it held a
 * number: so what is asked does not grow while one works, and only a cell that is said to be absent makes it less.
 */
export function askedIn(item: Item, { cells }: Pick<Answer, 'cells'>): Set<string> {
  const present = (id: string) => cells[id] !== 'absent';
  const ids = (part: string, list: readonly { id: string }[]) => list.map(({ id }) => `${part}:${id}`);
  const all = cellsOf(item);
  return new Set([
    ...ids('cells', all),
    ...(item.relations.length > 0 ? ids('relations', neighbours(item, present)) : []),
    ...(item.origins.length > 0
      ? ids(
          'origins',
          all.filter(({ id }) => present(id))
        )
      : []),
    ...ids('pairs', item.pairs),
    ...ids('questions', item.questions)
  ]);
}

/** How many of all that is asked are given. */
export function countedIn(item: Item, answer: Answer): { given: number; of: number } {
  const asked = [...askedIn(item, answer)];
  const given = asked.filter((one) => {
    const at = one.indexOf(':');
    return Object.hasOwn(answer[one.slice(0, at) as 'cells'], one.slice(at + 1));
  });
  return { given: given.length, of: asked.length };
}
