import { tokens } from '../../text/tokens.ts';
import type { Samples } from '../parts/samples.ts';
import { blank } from './blank.ts';
import { cellsOf, pairsOf } from './ids.ts';
import { OPTIONS, PAIR_CLASSES } from './classes.ts';
import type { Answer, Item } from './schema.ts';

export const samples: Samples<Item, Answer> = { constants, drawer, worse };

type Stretch = { source: string; start: number; end: number; quote: string };

/** The same of every cell, pair and question; nothing is put into a cell, or everything is absent. */
function constants(item: Item): Answer[] {
  const cells = cellsOf(item);
  const all = <T>(list: readonly { id: string }[], value: T | undefined) =>
    value === undefined ? {} : Object.fromEntries(list.map(({ id }) => [id, value]));
  return [
    blank(),
    ...[0, 1, 2].map((n): Answer => ({
      mode: 'ledger',
      cells: all(cells, 'absent' as const),
      relations: all(pairsOf(item), item.relations[n % item.relations.length]),
      origins: all(cells, item.origins[n % item.origins.length]),
      pairs: all(item.pairs, PAIR_CLASSES[n % 2]),
      questions: all(item.questions, OPTIONS[n])
    }))
  ];
}

/** Fills cells with whatever looks like a number in their text, or with one stretch of other words. */
function drawer(item: Item, random: () => number): () => Answer {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const candidates = new Map(
    item.passages.map(({ source, text }) => {
      const stretch = ({ start, end }: { start: number; end: number }): Stretch => ({
        source,
        start,
        end,
        quote: text.slice(start, end)
      });
      const words = tokens(text).map(stretch);
      const numbers = words.filter(({ quote }) => /^\d[\d.,]*$/.test(quote) || SPELLED.test(quote));
      return [source, [...numbers, words.find((word) => !numbers.includes(word))!]];
    })
  );
  const cells = cellsOf(item);
  const pairs = pairsOf(item);
  const each = <T>(list: readonly { id: string }[], values: readonly T[]) =>
    values.length === 0 ? {} : Object.fromEntries(list.map(({ id }) => [id, one(values)]));
  return () => {
    const share = random();
    return {
      mode: 'ledger',
      cells: Object.fromEntries(
        cells.flatMap(({ id, source }) => (random() < share ? [[id, one(candidates.get(source)!)]] : []))
      ),
      relations: each(pairs, item.relations),
      origins: each(cells, item.origins),
      pairs: each(item.pairs, PAIR_CLASSES),
      questions: each(item.questions, OPTIONS)
    };
  };
}

const SPELLED =
  /^(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|half|metre)(-(one|two|three|four|five|six|seven|eight|nine))?$/i;

/** Cells left out, taken for absent, or so widened that they take in more than their number. */
function worse(item: Item, best: Answer, random: () => number): Answer[] {
  const texts = new Map(item.passages.map(({ source, text }) => [source, text]));
  const out = Object.keys(best.cells).flatMap((id): Answer[] => {
    const { [id]: _, ...cells } = best.cells;
    return [
      { ...best, cells },
      { ...best, cells: { ...cells, [id]: 'absent' } }
    ];
  });
  const wider = Array.from({ length: 50 }, (): Answer => {
    const cells = Object.entries(best.cells).map(([id, cell]): [string, Answer['cells'][string]] => {
      if (cell === 'absent') return [id, cell];
      const text = texts.get(cell.source)!;
      const start = Math.max(0, cell.start - Math.floor(random() * 80));
      const end = Math.min(text.length, cell.end + Math.floor(random() * 80));
      return [id, { ...cell, start, end, quote: text.slice(start, end) }];
    });
    return { ...best, cells: Object.fromEntries(cells) };
  });
  return [...out, ...wider];
}
