import type { Logic } from '../define.ts';
import { accepting, keyLink } from './accepting.ts';
import { check } from './check.ts';
import { derive } from './derive.ts';
import { half } from './owed.ts';
import { Answer, Item, Key, Select } from './schema.ts';
import { blank } from './blank.ts';

/** The answer that says what the key says. */
function solution(item: Item, key: Key): Answer {
  if (key.mode === 'sort')
    return { mode: 'sort', labels: Object.fromEntries(key.entries.map((e) => [e.id, e.as])), sure: {} };
  if (key.mode === 'mark') {
    const kinds = item.mode === 'mark' && item.kinds;
    const marks = key.units
      .filter((u) => u.target && !u.contested)
      .flatMap((u) => u.places.map((place) => ({ ...place, kind: kinds ? u.kind : null })));
    return { mode: 'mark', marks };
  }
  return { mode: 'link', links: Object.fromEntries(key.entries.map((e) => [e.id, keyLink(e)])) };
}

export const logic: Logic<Select, Item, Key, Answer> = {
  select: Select,
  item: Item,
  key: Key,
  answer: Answer,
  derive,
  check,
  solution,
  blank,
  asks: (item) => (item.mode === 'mark' ? null : item.statements.length),
  half,
  accepting
};
