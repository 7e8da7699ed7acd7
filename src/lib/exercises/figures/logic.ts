import type { Logic } from '../define.ts';
import { countedIn } from './asked.ts';
import { blank } from './blank.ts';
import { check } from './check.ts';
import { derive } from './derive.ts';
import type { Part } from './lines.ts';
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

/** What is open of all that it asks; see `askedIn`. */
function open(item: Item, answer: Answer): number {
  const { given, of } = countedIn(item, answer);
  return of - given;
}

/** The answer with what the key says of some items in it; items are named `part:id`. */
function accepting(item: Item, key: Key, answer: Answer, ids: ReadonlySet<string>): Answer {
  const keyed = solution(item, key);
  const withKey = <T>(part: Part, given: Record<string, T>, key: Record<string, T>): Record<string, T> => ({
    ...given,
    ...Object.fromEntries(Object.entries(key).filter(([id]) => ids.has(`${part}:${id}`)))
  });
  return {
    mode: 'ledger',
    cells: withKey('cells', answer.cells, keyed.cells),
    relations: withKey('relations', answer.relations, keyed.relations),
    origins: withKey('origins', answer.origins, keyed.origins),
    pairs: withKey('pairs', answer.pairs, keyed.pairs),
    questions: withKey('questions', answer.questions, keyed.questions)
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
  blank,
  asks: () => null,
  open,
  // Each step asks one thing.
  half: () => [],
  accepting
};
