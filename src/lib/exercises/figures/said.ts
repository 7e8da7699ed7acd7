import type { Place } from '../define.ts';
import { cellId, cellsOf, neighbours } from './ids.ts';
import type { Answer, Item, OriginClass, RelationClass } from './schema.ts';

type Cells = Answer['cells'];

/** What is asked of the numbers of cells: of one, or of two neighbours. */
interface Asked {
  id: string;
  of: readonly string[];
}

/** What was said, and of which numbers. */
interface Said<T> {
  value: T;
  numbers: readonly Place[];
}

/**
 * What a learner said of numbers while their cells change. It goes with its numbers: where one is taken out of its cell
 * or gives way to another, what was said of it is out of the answer, and comes back when the number does.
 */
export class Sayings {
  readonly #relations = new Map<string, Said<RelationClass>>();
  readonly #origins = new Map<string, Said<OriginClass>>();

  /** The relations and origins of an answer whose cells become `cells`. */
  carry(item: Item, answer: Answer, cells: Cells): Pick<Answer, 'relations' | 'origins'> {
    const pairs = (cells: Cells): Asked[] =>
      neighbours(item, (id) => numberIn(cells, id) !== null).map(({ id, row, from, to }) => ({
        id,
        of: [cellId(row, from), cellId(row, to)]
      }));
    const single = cellsOf(item).map(({ id }): Asked => ({ id, of: [id] }));
    remember(this.#relations, answer.relations, pairs(answer.cells), answer.cells);
    remember(this.#origins, answer.origins, single, answer.cells);
    return {
      relations: recall(this.#relations, pairs(cells), cells),
      origins: recall(this.#origins, single, cells)
    };
  }
}

function remember<T>(
  said: Map<string, Said<T>>,
  record: Readonly<Record<string, T>>,
  asked: readonly Asked[],
  cells: Cells
): void {
  for (const { id, of } of asked) {
    const numbers = of.flatMap((cell) => numberIn(cells, cell) ?? []);
    if (Object.hasOwn(record, id) && numbers.length === of.length)
      said.set(id, { value: record[id]!, numbers });
  }
}

function recall<T>(
  said: ReadonlyMap<string, Said<T>>,
  asked: readonly Asked[],
  cells: Cells
): Record<string, T> {
  return Object.fromEntries(
    asked.flatMap(({ id, of }) => {
      const one = said.get(id);
      return one && of.every((cell, i) => isSame(one.numbers[i]!, numberIn(cells, cell)))
        ? [[id, one.value]]
        : [];
    })
  );
}

/** Whether a cell holds the number still: more or fewer of its words are the same number. */
const isSame = (one: Place, now: Place | null) => now !== null && one.start < now.end && now.start < one.end;

function numberIn(cells: Cells, id: string): Place | null {
  const at = cells[id];
  return at && at !== 'absent' ? at : null;
}
