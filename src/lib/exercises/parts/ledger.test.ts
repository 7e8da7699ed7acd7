import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { layout } from './ledger-layout.ts';
import { originNodes, originWords, wrapped, type Ledger } from './ledger.ts';
import LedgerPicture from './LedgerPicture.svelte';

const ledger: Ledger = {
  columns: [
    { id: 'a', name: 'The first report' },
    { id: 'b', name: 'The second report' },
    { id: 'c', name: 'The third report' }
  ],
  rows: [
    { id: 'books', counted: 'books that the water reached' },
    { id: 'years', counted: 'years between the bell’s going and its finding' }
  ],
  cells: [
    { row: 'books', column: 'a', words: '1,240' },
    { row: 'books', column: 'b', words: null },
    { row: 'books', column: 'c', words: 'over twelve hundred', value: '1,200', note: 'yours: 12' },
    { row: 'years', column: 'a', words: '41' }
  ],
  relations: [{ row: 'books', from: 'a', to: 'c', relation: 'differs' }],
  origins: [
    { column: 'a', origin: 'named', name: 'Ida Marsh', rows: ['books', 'years'] },
    { column: 'c', origin: 'matching', name: null, rows: ['books'] },
    { column: 'b', origin: 'unstated', name: null, rows: [] }
  ]
};

describe('a ledger’s picture', () => {
  it('has one end for each source that is named, and one for all that is unstated', () => {
    expect(originNodes(ledger).map(({ name, from }) => [name, from.map((o) => o.column)])).toEqual([
      ['Ida Marsh', ['a']],
      ['unstated', ['c', 'b']]
    ]);
  });

  it('lays a relation over the columns that are absent between its two texts', () => {
    const { relations, columns, width, height } = layout(ledger);
    expect(relations[0]!.path).toContain('Q');
    expect(relations[0]!.x).toBe(columns[1]!.x);
    for (const { x } of columns) expect(x).toBeLessThan(width);
    expect(height).toBeGreaterThan(layout({ ...ledger, origins: [] }).height);
  });

  it('cuts no label: a row grows with its lines', () => {
    const counted = 'books that the water reached, with those that were dried and put back on their shelves';
    const { rows, foot } = layout({ ...ledger, rows: [{ id: 'books', counted }, ledger.rows[1]!] }, 17);
    expect(rows[0]!.lines.join(' ')).toBe(counted);
    const middle = (row: { top: number }, end: number) => (row.top + end) / 2;
    expect(rows.map(({ y }) => y)).toEqual([middle(rows[0]!, rows[1]!.top), middle(rows[1]!, foot)]);
    expect(rows[1]!.top - rows[0]!.top).toBeGreaterThan(15 * rows[0]!.lines.length);
  });

  it('passes over relations and origins of columns that it does not show', () => {
    const { relations, origins } = layout({ ...ledger, columns: ledger.columns.slice(0, 1) });
    expect([relations.length, origins.length]).toEqual([0, 1]);
  });

  it('is drawn on a server, and a table says the same', () => {
    const { body } = render(LedgerPicture, { props: { ...ledger, caption: 'Numbers in three texts' } });
    const table = body.slice(body.indexOf('<table'));
    for (const said of [
      'books that the water reached',
      '1,240',
      'absent',
      '1,200: “over twelve hundred” (yours: 12)',
      'differs, beside The first report',
      'origin: Ida Marsh',
      'origin: unstated, matches another text'
    ])
      expect(table).toContain(said);
    expect(body).toContain('≠');
  });
});

describe('wrapping', () => {
  it('parts at spaces, keeps long words whole, and ends what does not fit with an ellipsis', () => {
    expect(wrapped('a bell behind the panel', 10)).toEqual(['a bell', 'behind the', 'panel']);
    expect(wrapped('incontrovertibly so', 5)).toEqual(['incontrovertibly', 'so']);
    expect(wrapped('one two three four', 5, 2)).toEqual(['one', 'two…']);
  });
});

it('an origin is said in words', () => {
  expect(originWords({ origin: 'named', name: null })).toBe('named');
  expect(originWords({ origin: 'unstated', name: 'x' })).toBe('unstated');
});
