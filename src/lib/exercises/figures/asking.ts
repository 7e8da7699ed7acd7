import type { Place } from '../define.ts';
import { short } from '../parts/words.ts';
import type { Bookkeeping } from './ledger.svelte.ts';
import { PAIR_CLASSES } from './classes.ts';
import type { Item } from './schema.ts';
import { inSentence, type InSentence } from '../parts/sentence.ts';
import { ORIGIN_WORDS, PAIR_WORDS, RELATION_WORDS } from './words.ts';

/** What the steps after the table ask, one at a time and each in the same shape. */

export interface Asked {
  part: 'relations' | 'origins' | 'pairs' | 'questions';
  id: string;
  /** What is asked. */
  ask: string;
  /** What it is asked of: numbers in their sentences. */
  quotes: { name: string; place: Place; in: InSentence }[];
  options: { id: string; sign: string; name: string; test: string }[];
  /** What a screen reader says when an option is chosen. */
  says: (option: string) => string;
}

/** Everything that the present step asks. */
export function asked(item: Item, task: Bookkeeping): Asked[] {
  const quote = (place: Place) => ({
    name: task.textOf(place.source),
    place,
    in: inSentence(item.passages.find(({ source }) => source === place.source)!.text, place)
  });
  const heldIn = (row: string, source: string) =>
    task.filled.find((cell) => cell.row === row && cell.source === source)!.at;
  switch (task.step) {
    case 'compare':
      return task.pairs.map(({ id, row, from, to }) => ({
        part: 'relations',
        id,
        ask: `Row ${task.rowOf(row).badge}: ${task.rowOf(row).counted}. How do they stand to each other?`,
        quotes: [quote(heldIn(row, from)), quote(heldIn(row, to))],
        options: item.relations.map((name) => ({ id: name, ...RELATION_WORDS[name] })),
        says: (option) => `${task.nameOf({ row })}: ${option}`
      }));
    case 'trace':
      return task.filled.map(({ id, row, at }) => ({
        part: 'origins',
        id,
        ask: `Row ${task.rowOf(row).badge}: ${task.rowOf(row).counted}. Does the text say whose number it is?`,
        quotes: [quote(at)],
        options: item.origins.map((name) => ({ id: name, ...ORIGIN_WORDS[name] })),
        says: (option) => `${short(at.quote, 40)}: ${option}`
      }));
    case 'pairs':
      return item.pairs.map(({ id, a, b }) => ({
        part: 'pairs',
        id,
        ask: 'Do these two numbers count the same?',
        quotes: [quote(a), quote(b)],
        options: PAIR_CLASSES.map((name) => ({ id: name, ...PAIR_WORDS[name] })),
        says: (option) => `${a.quote} and ${b.quote}: ${option}`
      }));
    case 'conclude':
      return item.questions.map(({ id, ask, options }) => ({
        part: 'questions',
        id,
        ask,
        quotes: [],
        options: options.map(({ id, text }) => ({ id, sign: '', name: text, test: '' })),
        says: (option) => option
      }));
    case 'fill':
      return [];
  }
}
