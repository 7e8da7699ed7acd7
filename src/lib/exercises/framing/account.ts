import type { Scored } from '../define.ts';
import type { Account } from '../parts/account.ts';
import { CONTESTED } from '../parts/contested.ts';
import { layered } from './layers.ts';
import { lines } from './lines.ts';
import type { Answer, Item } from './schema.ts';
import { told } from './told.ts';
import { CHANGE_LABELS, FINDING_LABELS, LOOKS, WIDTH_LABELS } from './words.ts';

/** What is shown of a verdict on a framing exercise. */
export function account(item: Item, _: Answer, verdict: Scored): Account {
  const rows = lines(item, verdict);
  return {
    told: told(item, verdict),
    lines: rows,
    layered: (layer) => layered(item, rows, layer),
    meanings: MEANINGS,
    both: 'sign',
    finding: { name: 'Finding', means: 'devices called devices, less plain stretches called devices' },
    label:
      item.mode === 'spot'
        ? {
            name: 'Device',
            means: 'the right device, each weighing the same; one you missed counts as a guess'
          }
        : { name: 'Label', means: 'what you called them, each label weighing the same' },
    apart: { owner: { name: 'Owner', means: 'whose choice; one you missed counts as a guess' } },
    aside: {
      name: 'Not asked: the key’s other devices, and what you marked',
      means: 'None of it is in the score. Where only one of the two marks something, that settles nothing.'
    }
  };
}

const meanings = (mode: keyof typeof LOOKS, labels: Account['meanings']) =>
  Object.fromEntries(Object.entries(labels).map(([name, label]) => [LOOKS[mode](name), label]));

const MEANINGS: Account['meanings'] = {
  ...meanings('spot', FINDING_LABELS),
  ...meanings('swap', CHANGE_LABELS),
  ...meanings('actors', WIDTH_LABELS),
  beside: { name: 'Not asked', sign: '·' },
  contested: { name: 'Careful readers differ', sign: CONTESTED }
};
