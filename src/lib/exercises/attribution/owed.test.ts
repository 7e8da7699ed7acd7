import { expect, test } from 'vitest';
import { classroom } from './aggregate.ts';
import { exercise } from './fixture.ts';
import { logic } from './logic.ts';
import type { LinkAnswer } from './schema.ts';

const { item, key } = exercise('link');
const whole = logic.solution(item, key) as LinkAnswer;
const changed = (change: (link: LinkAnswer['links'][string]) => Partial<LinkAnswer['links'][string]>) => ({
  ...whole,
  links: Object.fromEntries(
    Object.entries(whole.links).map(([id, link], i) => [id, i === 0 ? { ...link, ...change(link) } : link])
  )
});

test('a source without its cue, or the reverse, is given by half; a whole link, and one not begun, is not', () => {
  expect(logic.half(item, whole)).toEqual([]);
  expect(logic.half(item, logic.blank(item))).toEqual([]);
  expect(
    logic.half(
      item,
      changed(() => ({ cue: [] }))
    )
  ).toEqual([{ count: 1, owed: 'no cue' }]);
  expect(
    logic.half(
      item,
      changed(() => ({ source: [] }))
    )
  ).toEqual([{ count: 1, owed: 'no source' }]);
});

test('the order of speakers is owed of a chain alone', () => {
  const nested = item.statements.filter(({ names }) => names.length > 0).length;
  const links = Object.fromEntries(
    Object.entries(whole.links).map(([id, link]) => [id, { ...link, order: [] }])
  );
  expect(nested).toBeGreaterThan(0);
  expect(logic.half(item, { ...whole, links })).toEqual([{ count: nested, owed: 'no order of speakers' }]);
});

test('an order of speakers without source and cue is open, as it is where answers are checked', () => {
  const { id, names } = item.statements.find(({ names }) => names.length > 0)!;
  const alone: LinkAnswer = { mode: 'link', links: { [id]: { source: [], cue: [], order: names } } };
  expect(logic.half(item, alone)).toEqual([]);
  expect(logic.check(item, key, alone)).toMatchObject({ answered: { given: 0 } });
});

test('a class’s links by half are counted as such, and said so', () => {
  const id = item.statements[0]!.id;
  const { units } = classroom.count(item, [whole, changed(() => ({ cue: [] }))]);
  const { readings } = units.find((unit) => unit.id === id)!;
  expect(readings.map(({ becomes }) => becomes).sort()).toEqual(['any', undefined]);
  const half = readings.find(({ becomes }) => becomes)!;
  expect(classroom.reading(item, id, half.given).name).toMatch(/ · –, half given$/);
});
