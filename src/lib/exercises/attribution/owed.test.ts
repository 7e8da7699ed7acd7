import { expect, test } from 'vitest';
import { classroom } from './aggregate.ts';
import { exercise } from './fixture.ts';
import { linkSaid, owedSaid } from './link-words.ts';
import { logic } from './logic.ts';
import type { LinkAnswer } from './schema.ts';

const { item, key } = exercise('link');
if (item.mode !== 'link') throw new Error('The fixture has no exercise on links.');
const whole = logic.solution(item, key) as LinkAnswer;
const changed = (change: (link: LinkAnswer['links'][string]) => Partial<LinkAnswer['links'][string]>) => ({
  ...whole,
  links: Object.fromEntries(
    Object.entries(whole.links).map(([id, link], i) => [id, i === 0 ? { ...link, ...change(link) } : link])
  )
});

test('a source without its cue, or the reverse, is half answered; a whole link, and one not begun, is not', () => {
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

test('a class’s half answered links are counted as such, and said so', () => {
  const id = item.statements[0]!.id;
  const { units } = classroom.count(item, [whole, changed(() => ({ cue: [] }))]);
  const { readings } = units.find((unit) => unit.id === id)!;
  expect(readings.map(({ half }) => half).sort()).toEqual([true, undefined]);
  const half = readings.find(({ half }) => half)!;
  expect(classroom.reading(item, id, half.given).name).toMatch(/ · –, no cue$/);
});

test('what is owed of a link is told by what was not marked, whatever signs stand between the words that were', () => {
  const text = 'AP · Baku said – and · – it rained.';
  const passages = [{ source: 'wire', text, primary: false, folds: [] }];
  const place = (quote: string) => {
    const start = text.indexOf(quote);
    return { source: 'wire', start, end: start + quote.length, quote };
  };
  const said = (source: string, cue: string, order: string[] = []) =>
    linkSaid(
      { ...item, passages },
      { source: source ? [place(source)] : [], cue: cue ? [place(cue)] : [], order }
    );
  expect(owedSaid(said('AP · Baku', ''))).toBe('no cue');
  expect(owedSaid(said('AP · Baku', '', ['AP', 'Baku']))).toBe('no cue');
  expect(owedSaid(said('', 'said'))).toBe('no source');
  expect(owedSaid(said('', 'said – and'))).toBe('no source');
  for (const cue of ['said', 'said – and']) {
    expect(owedSaid(said('AP · Baku', cue))).toBe('');
    expect(owedSaid(said('AP · Baku', cue, ['AP', 'Baku']))).toBe('');
  }
});
