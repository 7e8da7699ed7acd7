import type { Logic } from '../define.ts';
import { blank } from './blank.ts';
import { check } from './check.ts';
import { derive } from './derive.ts';
import { Answer, Item, Key, Select } from './schema.ts';

/** The answer that says what the key says. */
function solution(_: Item, key: Key): Answer {
  return {
    mode: 'ledger',
    cells: Object.fromEntries(key.cells.map(({ id, mentions: [first] }) => [id, first?.place ?? 'absent'])),
    relations: Object.fromEntries(key.relations.map(({ id, as }) => [id, as])),
    origins: Object.fromEntries(key.origins.map(({ id, as }) => [id, as])),
    pairs: Object.fromEntries(key.pairs.map(({ id, as }) => [id, as])),
    questions: Object.fromEntries(key.questions.map(({ id, right }) => [id, right]))
  };
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
