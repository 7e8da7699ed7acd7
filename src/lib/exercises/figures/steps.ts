import type { Answer, Item } from './schema.ts';

export type Step = 'fill' | 'compare' | 'pairs' | 'trace' | 'conclude';

/** What each step is called on its button. */
export const STEP_NAMES: Record<Step, string> = {
  fill: 'Numbers',
  compare: 'Compare',
  pairs: 'Same count',
  trace: 'Origins',
  conclude: 'What follows'
};

interface Known {
  /** The cells of the ledger, those that hold a number, and the neighbours that can be compared as they are filled now. */
  cells: readonly { id: string }[];
  filled: readonly { id: string }[];
  pairs: readonly { id: string }[];
}

/** The steps of a ledger that are asked, each with how far it has come. */
export function stepsOf(
  { relations, origins, pairs, questions }: Item,
  answer: Answer,
  known: Known
): { id: Step; given: number; of: number }[] {
  const given = (record: object, list: readonly { id: string }[]) => ({
    given: list.filter(({ id }) => Object.hasOwn(record, id)).length,
    of: list.length
  });
  return [
    { id: 'fill', ...given(answer.cells, known.cells) },
    ...(relations.length > 0 ? [{ id: 'compare' as const, ...given(answer.relations, known.pairs) }] : []),
    ...(pairs.length > 0 ? [{ id: 'pairs' as const, ...given(answer.pairs, pairs) }] : []),
    ...(origins.length > 0 ? [{ id: 'trace' as const, ...given(answer.origins, known.filled) }] : []),
    ...(questions.length > 0 ? [{ id: 'conclude' as const, ...given(answer.questions, questions) }] : [])
  ];
}
