import { describe, expect, test } from 'vitest';
import { closedBy, gate, type Practice } from './gates.ts';

const exercise = (slug: string, skill: string, ...sources: string[]): Practice => ({
  slug,
  title: slug,
  skill,
  sources
});
const PACK = [
  exercise('sort-two', 'voice', 'notice', 'echo'),
  exercise('sort-echo', 'voice', 'echo'),
  exercise('mark-echo', 'cues', 'echo'),
  exercise('what-notice', 'documents', 'notice'),
  exercise('ledger', 'figures', 'notice', 'echo')
];
const none = () => false;
const did =
  (...slugs: string[]) =>
  (slug: string) =>
    slugs.includes(slug);

test('what is closed is listed once for each exercise that opens it', () => {
  const layers = (['voice', 'cues', 'figures'] as const).map((layer) => ({
    layer,
    gate: gate(layer, 'notice', PACK, did('ledger'))
  }));
  const groups = closedBy(layers).map(({ by, layers }) => [by.slug, layers.map(({ layer }) => layer)]);
  expect(groups).toEqual([['what-notice', ['voice', 'cues']]]);
  const other = closedBy([
    { gate: gate('voice', 'echo', PACK, none) },
    { gate: gate('cues', 'echo', PACK, none) }
  ]);
  expect(other.map(({ by, layers }) => [by.slug, layers.length])).toEqual([
    ['sort-echo', 1],
    ['mark-echo', 1]
  ]);
  expect(closedBy([{ gate: gate('voice', 'notice', [], none) }])).toEqual([]);
});

describe('a layer', () => {
  test('is closed before its skill was practised, and names the exercise on this text alone', () => {
    expect(gate('voice', 'echo', PACK, none)).toMatchObject({
      open: false,
      by: { slug: 'sort-echo' },
      trains: true,
      here: true
    });
  });

  test('of voice opens with any exercise of its skill on this text, and with none on another', () => {
    expect(gate('voice', 'echo', PACK, did('sort-two')).open).toBe(true);
    expect(gate('voice', 'echo', PACK, did('what-notice')).open).toBe(false);
    expect(gate('voice', 'notice', PACK, did('what-notice')).open).toBe(true);
    expect(gate('voice', 'echo', PACK, did('mark-echo')).open).toBe(false);
  });

  test('of cues takes an exercise on documents where the text has none on cues', () => {
    expect(gate('cues', 'echo', PACK, did('mark-echo')).open).toBe(true);
    expect(gate('cues', 'notice', PACK, did('mark-echo')).open).toBe(false);
    expect(gate('cues', 'notice', PACK, did('what-notice')).open).toBe(true);
  });

  test('of cues opens with another text’s exercise where this one has none at all', () => {
    expect(gate('cues', 'letter', PACK, none)).toMatchObject({ by: { slug: 'mark-echo' }, here: false });
    expect(gate('cues', 'letter', PACK, did('mark-echo')).open).toBe(true);
  });

  test('of figures opens with any exercise on figures of the pack', () => {
    expect(gate('figures', 'letter', PACK, did('ledger')).open).toBe(true);
    expect(gate('figures', 'echo', PACK, did('sort-echo')).open).toBe(false);
  });

  test('that no exercise of the pack trains opens to whoever has worked on the text', () => {
    expect(gate('framing', 'echo', PACK, none)).toMatchObject({
      open: false,
      by: { slug: 'sort-echo' },
      trains: false
    });
    expect(gate('framing', 'echo', PACK, did('mark-echo')).open).toBe(true);
    expect(gate('framing', 'echo', PACK, did('what-notice')).open).toBe(false);
  });

  test('stays closed in a pack without an exercise', () => {
    expect(gate('voice', 'echo', [], did('anything'))).toEqual({
      open: false,
      by: null,
      trains: false,
      here: false
    });
  });
});

test('a picture of the whole pack opens with any exercise of its skill', () => {
  expect(gate('figures', null, PACK, none)).toMatchObject({ open: false, by: { slug: 'ledger' } });
  expect(gate('figures', null, PACK, did('ledger')).open).toBe(true);
});
