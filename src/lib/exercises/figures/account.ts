import type { Scored } from '../define.ts';
import type { Account } from '../parts/account.ts';
import { rowBadge } from './badges.ts';
import { layered } from './layers.ts';
import { lines } from './lines.ts';
import type { Answer, Item } from './schema.ts';
import { told } from './told.ts';

/**
 * What is shown of a verdict on a ledger.
 * @param nameOf what a text is called, where that is known
 */
export function account(
  item: Item,
  _: Answer,
  verdict: Scored,
  nameOf: (source: string) => string | undefined = () => undefined
): Account {
  const rows = lines(item, verdict, nameOf);
  return {
    told: told(verdict),
    lines: rows,
    layered: (layer) => layered(rows, layer),
    meanings: { figure: { name: 'A number, with the letter of its row or pair', sign: rowBadge(0) } },
    both: 'line',
    label: { name: 'Labels', means: 'relations, origins and pairs of numbers, each label weighing the same' },
    apart: {
      cells: { name: 'Numbers', means: 'the right number in its cell, and no other' },
      presence: { name: 'Present or absent', means: 'a number where the text has one, and none where not' },
      relations: { name: 'Relations', means: 'how a number stands to the one before it in its row' },
      origins: { name: 'Origins', means: 'whose number it is, as the text says' },
      pairs: { name: 'Same count', means: 'what can be compared, and what cannot' },
      questions: { name: 'What follows', means: 'questions right, corrected for guessing one of three' }
    }
  };
}
