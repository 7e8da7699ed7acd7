import { expect, test } from 'vitest';
import { Marked } from '../src/lib/classroom/marked.ts';
import { exercise as attribution } from '../src/lib/exercises/attribution/fixture.ts';
import { logic as attributionLogic } from '../src/lib/exercises/attribution/logic.ts';
import { exercise as framing } from '../src/lib/exercises/framing/fixture.ts';
import { logic as framingLogic } from '../src/lib/exercises/framing/logic.ts';
import { markAnswer, type Marking } from '../src/lib/server/marking.ts';

const sort = attribution('sort');
const mark = attribution('mark');
const link = attribution('link');
const spot = framing('spot');

type Exercise = Parameters<typeof markAnswer>[0];
// What belongs together, to whoever does not know which type it is: as the registry has it.
const of = (logic: unknown, exercise: { item: unknown; key: unknown }) =>
  ({ logic, ...exercise }) as Exercise;
const SORT = of(attributionLogic, sort);
const MARK = of(attributionLogic, mark);
const LINK = of(attributionLogic, link);
const SPOT = of(framingLogic, spot);

const accepted = (item_id: string, given: string) => ({
  item_id,
  given,
  reason: 'The sentence before says so.'
});

function marking(...given: Parameters<typeof markAnswer>): Marking {
  const made = markAnswer(...given);
  if ('problems' in made) throw new Error(JSON.stringify(made.problems));
  return made;
}

const one = sort.key.entries.find((entry) => !entry.contested)!;
const other = sort.item.classes.find((name) => name !== one.as)!;
const solution = attributionLogic.solution(sort.item, sort.key);
if (solution.mode !== 'sort') throw new Error('the key of sorting answers sorting');
const offByOne = { ...solution, labels: { ...solution.labels, [one.id]: other }, sure: { [one.id]: 0.6 } };

test('a mark keeps score, summary and what became of each item, in the shape that is stored', () => {
  const { score, marked, verdict } = marking(SORT, offByOne, []);
  expect(score).toBeLessThan(1);
  expect(verdict.score).toBe(score);
  expect(Marked.parse(JSON.parse(JSON.stringify(marked)))).toEqual(marked);
  expect(marked.items).toHaveLength(sort.key.entries.length);
  expect(marked.items.find(({ id }) => id === one.id)).toEqual({
    id: one.id,
    agrees: false,
    given: other,
    expected: one.as,
    sure: 0.6,
    accepted: false
  });
  expect(marked.calibration).toMatchObject({ items: 1, shareRight: 0 });
  const contested = sort.key.entries.filter((entry) => entry.contested).map(({ id }) => id);
  expect(marked.items.filter(({ agrees }) => agrees === null).map(({ id }) => id)).toEqual(contested);
});

test('what is no answer to the exercise gives problems with their paths', () => {
  expect(markAnswer(SORT, { ...offByOne, labels: { nothing: 'states' } }, [])).toEqual({
    problems: [expect.objectContaining({ path: ['labels', 'nothing'] })]
  });
  expect(markAnswer(SORT, 'a page of a book', [])).toHaveProperty('problems');
});

test('an accepted reading scores as the key does, and shows as the instructor’s', () => {
  const { score, marked, verdict } = marking(SORT, offByOne, [accepted(one.id, other)]);
  expect(score).toBe(1);
  expect(verdict.items.find(({ id }) => id === one.id)).toMatchObject({
    code: 'accepted',
    given: other,
    expected: one.as,
    accepted: 'The sentence before says so.'
  });
  expect(marked.items.find(({ id }) => id === one.id)).toMatchObject({ agrees: true, accepted: true });
  expect(marked.calibration).toMatchObject({ shareRight: 1 });
});

test('another reading of the item, or the same of another item, is not accepted with it', () => {
  const before = marking(SORT, offByOne, []);
  const same = [accepted(one.id, one.as), accepted('clock#none', other)];
  expect(marking(SORT, offByOne, same)).toEqual(before);
});

test('a mark on a statement that the key leaves out can be accepted, and one that covers it in part', () => {
  const solved = attributionLogic.solution(mark.item, mark.key);
  if (solved.mode !== 'mark') throw new Error('the key of marking answers marking');
  const outside = mark.key.units.find((unit) => !unit.target && !unit.contested)!;
  const wide = { ...solved, marks: [...solved.marks, { ...outside.places[0]!, kind: null }] };
  const reading = accepted(outside.id, mark.item.target);
  expect(marking(MARK, wide, []).score).toBeLessThan(1);
  expect(marking(MARK, wide, [reading]).score).toBe(1);

  const [first, ...rest] = solved.marks as [(typeof solved.marks)[number], ...typeof solved.marks];
  const end = first.start + first.quote.search(/\s/);
  const short = {
    ...solved,
    marks: [{ ...first, end, quote: first.quote.slice(0, end - first.start) }, ...rest]
  };
  const partly = marking(MARK, short, []).marked.items.find(({ agrees }) => agrees === false)!;
  expect(marking(MARK, short, [accepted(partly.id, partly.given!)]).score).toBe(1);
});

test('of links, the words that were marked are the reading', () => {
  const solved = attributionLogic.solution(link.item, link.key);
  if (solved.mode !== 'link') throw new Error('the key of linking answers linking');
  const entry = link.key.entries.find(({ contested }) => !contested)!;
  const swapped = { source: [entry.words], cue: [entry.source], order: entry.order };
  const answer = { ...solved, links: { ...solved.links, [entry.id]: swapped } };
  const before = marking(LINK, answer, []);
  const given = before.marked.items.find(({ id }) => id === entry.id)!.given!;
  expect(given).toContain(entry.words.quote);
  expect(before.score).toBeLessThan(1);
  expect(marking(LINK, answer, [accepted(entry.id, given)]).score).toBe(1);
});

test('a device that was called plain counts with its owner, where plain is accepted', () => {
  const device =
    spot.key.mode === 'spot' && spot.key.entries.find(({ as, contested }) => as !== 'plain' && !contested);
  if (!device) throw new Error('the fixture has a device');
  const solved = framingLogic.solution(spot.item, spot.key);
  if (solved.mode !== 'spot') throw new Error('the key of spotting answers spotting');
  const { [device.id]: _, ...owners } = solved.owners;
  const answer = { ...solved, labels: { ...solved.labels, [device.id]: 'plain' }, owners };
  expect(marking(SPOT, answer, []).score).toBeLessThan(1);
  expect(marking(SPOT, answer, [accepted(device.id, 'plain')]).score).toBe(1);
});
