import type { Logic } from '../define.ts';
import { blank } from './blank.ts';
import { check } from './check.ts';
import { derive } from './derive.ts';
import { Answer, Item, Key, Select } from './schema.ts';

/** The answer that says what the key says. */
function solution(item: Item, key: Key): Answer {
  const labels = Object.fromEntries(key.entries.map(({ id, as }) => [id, as]));
  const owners =
    key.mode === 'spot'
      ? Object.fromEntries(key.entries.flatMap(({ id, owner }) => (owner ? [[id, owner] as const] : [])))
      : {};
  // The key of a mode holds labels of that mode alone.
  return { ...blank(item), labels, ...(key.mode === 'spot' ? { owners } : {}) } as Answer;
}

export const logic: Logic<Select, Item, Key, Answer> = {
  select: Select,
  item: Item,
  key: Key,
  answer: Answer,
  derive,
  check,
  solution,
  blank
};
