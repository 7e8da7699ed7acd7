import { describe, expect, it } from 'vitest';
import { exercise } from './fixture.ts';
import { cellId } from './ids.ts';
import { Bookkeeping } from './ledger.svelte.ts';
import type { Answer } from './schema.ts';

const { item } = exercise('whole');
const { source } = item.passages[0]!;
const [first, second] = item.rows;

/** A learner at an empty ledger, who taps words of its first text as its page has them do. */
function learner() {
  let answer: Answer = { mode: 'ledger', cells: {}, relations: {}, origins: {}, pairs: {}, questions: {} };
  const task = new Bookkeeping(
    () => item,
    () => answer,
    (next) => (answer = next),
    () => undefined
  );
  const cell = (row: string) => ({ id: cellId(row, source), row, source });
  return {
    task,
    choose: (row: string) => task.choose(cell(row)),
    tap: (word: number) => {
      task.picker.tap(word);
      task.hold(task.picker.selection);
    },
    words: (from: number, to = from) => {
      const { text } = item.passages[0]!;
      const { words } = task.reading;
      return text.slice(words[from]!.start, words[to]!.end);
    },
    in: (row: string) => {
      const at = answer.cells[cellId(row, source)];
      return at === undefined || at === 'absent' ? at : at.quote;
    }
  };
}

describe('a number that is tapped once a cell was chosen', () => {
  const a = first!.id;
  const b = second!.id;

  it('is in that cell at once, and the next word that is tapped is added there', () => {
    const at = learner();
    at.choose(a);
    at.tap(1);
    expect(at.in(a)).toBe(at.words(1));
    at.tap(2);
    expect(at.in(a)).toBe(at.words(1, 2));
    expect(at.in(b)).toBeUndefined();
  });

  it('stays there when another cell is chosen, and the next one goes into that', () => {
    const at = learner();
    at.choose(a);
    at.tap(1);
    expect(at.choose(b)).toBe('chosen');
    expect([at.in(a), at.in(b)]).toEqual([at.words(1), undefined]);
    at.tap(2);
    expect([at.in(a), at.in(b)]).toEqual([at.words(1), at.words(2)]);
  });

  it('is taken back by Cancel, which leaves what stood there before', () => {
    const at = learner();
    at.choose(a);
    at.tap(1);
    at.task.cancel();
    expect(at.in(a)).toBeUndefined();
    at.tap(1);
    at.choose(b);
    at.choose(a);
    at.tap(2);
    at.task.cancel();
    expect(at.in(a)).toBe(at.words(1));
  });

  it('goes into another row where that is said, and is in one alone', () => {
    const at = learner();
    at.choose(a);
    at.tap(1);
    at.task.put(b, at.task.picker.selection!);
    expect([at.in(a), at.in(b)]).toEqual([undefined, at.words(1)]);
  });

  it('waits for its cell where none was chosen', () => {
    const at = learner();
    at.tap(1);
    expect(at.in(a)).toBeUndefined();
    expect(at.choose(b)).toBe('filled');
    expect(at.in(b)).toBe(at.words(1));
  });
});
