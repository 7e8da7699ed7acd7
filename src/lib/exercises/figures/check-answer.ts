import type { Problem } from '../define.ts';
import { misplaced, setOf, unknown } from '../parts/checking.ts';
import { OPTIONS, PAIR_CLASSES } from './classes.ts';
import { cellsOf, pairsOf } from './ids.ts';
import type { Answer, Item } from './schema.ts';

const cellSources = new WeakMap<Item, Map<string, string>>();

/** What of an answer does not fit its item, with the path into the answer. */
export function misfits(item: Item, answer: Answer): Problem[] {
  const problems: Problem[] = [];
  let cells = cellSources.get(item);
  if (!cells) cellSources.set(item, (cells = new Map(cellsOf(item).map(({ id, source }) => [id, source]))));
  for (const id of Object.keys(answer.cells)) {
    const given = answer.cells[id]!;
    const source = cells.get(id);
    if (source === undefined) problems.push(unknown(['cells', id], id, 'cell'));
    else if (given !== 'absent') {
      misplaced(item.passages, given, ['cells', id], problems);
      if (given.source !== source && item.passages.some((p) => p.source === given.source))
        problems.push({
          path: ['cells', id, 'source'],
          code: 'other-text',
          detail: `the cell ${id} is filled from ${source}, not from ${given.source}`
        });
    }
  }
  const named = (
    what: 'relations' | 'origins' | 'pairs' | 'questions',
    one: string,
    known: { has(id: string): boolean },
    offered: readonly string[]
  ) => {
    for (const [id, given] of Object.entries(answer[what])) {
      if (!known.has(id)) problems.push(unknown([what, id], id, one));
      else if (!offered.includes(given))
        problems.push({
          path: [what, id],
          code: 'label-not-offered',
          detail: `the labels are ${offered.join(', ') || 'none'}, and not ${given}`
        });
    }
  };
  const pairs = setOf(item.rows, () => pairsOf(item).map(({ id }) => id));
  const looks = setOf(item.pairs, () => item.pairs.map(({ id }) => id));
  const asked = setOf(item.questions, () => item.questions.map(({ id }) => id));
  named('relations', 'relation', pairs, item.relations);
  named('origins', 'cell', cells, item.origins);
  named('pairs', 'pair', looks, PAIR_CLASSES);
  named('questions', 'question', asked, OPTIONS);
  return problems;
}
