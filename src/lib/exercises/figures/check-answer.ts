import type { Problem } from '../define.ts';
import { misplaced, unknown } from '../parts/checking.ts';
import { OPTIONS, PAIR_CLASSES } from './classes.ts';
import { namedIn } from './ids.ts';
import type { Answer, Item } from './schema.ts';

/** What of an answer does not fit its item, with the path into the answer. */
export function misfits(item: Item, answer: Answer): Problem[] {
  const problems: Problem[] = [];
  const { cells, relations, pairs, questions } = namedIn(item);
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
  named('relations', 'relation', relations, item.relations);
  named('origins', 'cell', cells, item.origins);
  named('pairs', 'pair', pairs, PAIR_CLASSES);
  named('questions', 'question', questions, OPTIONS);
  return problems;
}
