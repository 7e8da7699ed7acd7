import type { Scored } from '../define.ts';
import type { Account } from '../parts/account.ts';
import { CONTESTED } from '../parts/contested.ts';
import { layered } from './layers.ts';
import { lines } from './lines.ts';
import type { Answer, Item } from './schema.ts';
import { told } from './told.ts';
import { ROLES } from '../parts/labels.ts';
import { LABELS } from './words.ts';

/** What is shown of a verdict on an attribution exercise. */
export function account(item: Item, answer: Answer, verdict: Scored): Account {
  const rows = lines(item, answer, verdict);
  return {
    told: told(item, verdict),
    lines: rows,
    layered: (layer) => layered(item, answer, rows, layer),
    meanings: MEANINGS,
    both: item.mode === 'sort' ? 'sign' : 'line',
    label:
      item.mode === 'link'
        ? { name: 'Order', means: 'the chain of speakers' }
        : { name: 'Label', means: 'what you called them, each label weighing the same' },
    apart: {}
  };
}

const MEANINGS: Account['meanings'] = {
  ...LABELS,
  [ROLES.source.look]: ROLES.source,
  [ROLES.cue.look]: ROLES.cue,
  contested: { name: 'Careful readers differ', sign: CONTESTED }
};
