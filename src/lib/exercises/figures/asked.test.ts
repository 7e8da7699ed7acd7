import { describe, expect, it } from 'vitest';
import { leftOpen } from '../parts/account.ts';
import { askedIn, countedIn } from './asked.ts';
import { exercise } from './fixture.ts';
import { logic } from './logic.ts';
import type { Answer } from './schema.ts';

const { item, key } = exercise('whole');
const solution = logic.solution(item, key);
const blank = logic.blank(item);
const open = (answer: Answer) => {
  const { given, of } = countedIn(item, answer);
  return of - given;
};
function verdict(answer: Answer) {
  const checked = logic.check(item, key, answer);
  if (checked.status !== 'scored') throw new Error(JSON.stringify(checked));
  return checked;
}
const unanswered = (answer: Answer) => verdict(answer).items.filter(({ code }) => code === 'unanswered');

describe('what a ledger asks', () => {
  it('is as much from the first, and stays as much while numbers are put into its cells', () => {
    const cells = Object.entries(solution.cells).filter(([, at]) => at !== 'absent');
    const all = askedIn(item, blank).size;
    cells.forEach((_, i) => {
      const answer = { ...blank, cells: Object.fromEntries(cells.slice(0, i)) };
      expect(countedIn(item, answer)).toEqual({ given: i, of: all });
    });
  });

  it('is less where a text is said to have no number: that cell has no origin, and its row a relation less', () => {
    const [cell] = Object.keys(solution.cells);
    const asked = askedIn(item, { cells: { [cell!]: 'absent' } });
    expect(asked.size).toBe(askedIn(item, blank).size - 2);
    expect(asked).not.toContain(`origins:${cell!}`);
  });

  it('is left open in the verdict as often as on the page, once every cell says what the key says', () => {
    const table = { ...blank, cells: solution.cells };
    expect(open(solution)).toBe(0);
    for (const answer of [solution, table, { ...table, origins: solution.origins }]) {
      expect(unanswered(answer)).toHaveLength(open(answer));
      expect(verdict(answer).items.filter(({ scored }) => scored)).toHaveLength(askedIn(item, answer).size);
    }
    expect(leftOpen(verdict(table))).toEqual({ open: open(table), of: countedIn(item, table).of });
  });

  it('is not left open where it never came up: an origin of a number that was called absent', () => {
    const present = key.cells.find(({ mentions }) => mentions.length > 0)!;
    const answer: Answer = { ...solution, cells: { ...solution.cells, [present.id]: 'absent' }, origins: {} };
    const origin = verdict(answer).items.find(({ id }) => id === `origins:${present.id}`);
    expect(origin).toMatchObject({ code: 'unasked', scored: true });
    expect(unanswered(answer).map(({ id }) => id)).not.toContain(`origins:${present.id}`);
  });
});
