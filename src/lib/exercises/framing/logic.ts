import type { Logic } from '../define.ts';
import { blank } from './blank.ts';
import { check } from './check.ts';
import { derive } from './derive.ts';
import { half } from './owed.ts';
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

/** The answer with the key's labels of some items in it. Whoever called a device plain could not say whose it is. */
function accepting(_: Item, key: Key, answer: Answer, ids: ReadonlySet<string>): Answer {
  const keyed = key.entries.filter(({ id, contested }) => ids.has(id) && !contested);
  const labels = { ...answer.labels, ...Object.fromEntries(keyed.map(({ id, as }) => [id, as])) };
  if (key.mode !== 'spot' || answer.mode !== 'spot') return { ...answer, labels } as Answer;
  const owners = { ...answer.owners };
  for (const { id, as, owner } of key.entries.filter((entry) => keyed.includes(entry))) {
    if (as === 'plain') delete owners[id];
    else if (owner && answer.labels[id] === 'plain') owners[id] = owner;
  }
  return { ...answer, labels, owners } as Answer;
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
  asks: (item) => item.asked.length,
  half,
  accepting
};
