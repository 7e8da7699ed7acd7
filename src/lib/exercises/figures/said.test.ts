import { describe, expect, it } from 'vitest';
import { exercise, stretch } from './fixture.ts';
import { cellId, relationId } from './ids.ts';
import { logic } from './logic.ts';
import { Sayings } from './said.ts';
import type { Answer } from './schema.ts';

const { item, key } = exercise('whole');
const full = logic.solution(item, key);
const CELL = cellId('stalls', 'morning');
const BEFORE = relationId('stalls', 'poster', 'morning');
const AFTER = relationId('stalls', 'morning', 'evening');

/** A learner at the ledger who changes a cell. */
function learner() {
  const sayings = new Sayings();
  let answer: Answer = full;
  return (value: Answer['cells'][string] | undefined): Answer => {
    const { [CELL]: _, ...others } = answer.cells;
    const cells = value === undefined ? others : { ...others, [CELL]: value };
    answer = { ...answer, cells, ...sayings.carry(item, answer, cells) };
    return answer;
  };
}

describe('what was said of a number', () => {
  it('leaves the answer with it, and comes back with it', () => {
    const put = learner();
    const emptied = put(undefined);
    for (const id of [BEFORE, AFTER]) {
      expect(full.relations).toHaveProperty(id);
      expect(emptied.relations).not.toHaveProperty(id);
    }
    expect(emptied.origins).not.toHaveProperty([CELL]);
    expect(put('absent').relations).toEqual(emptied.relations);
    expect(put(full.cells[CELL])).toEqual(full);
  });

  it('stays where a number gets more words or fewer', () => {
    expect(learner()(stretch('morning', '34 stalls')).relations).toEqual(full.relations);
  });

  it('is not said of another number, and comes back when that gives way again', () => {
    const put = learner();
    const other = put(stretch('morning', '80'));
    expect(other.relations).not.toHaveProperty(BEFORE);
    expect(other.origins).not.toHaveProperty([CELL]);
    expect(put(full.cells[CELL])).toEqual(full);
  });

  it('of other cells is never touched', () => {
    const { [CELL]: _, ...others } = full.origins;
    expect(learner()(undefined).origins).toEqual(others);
  });
});
