import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BOM, csv, csvLine, harmless } from './csv.ts';

/** Reads CSV as RFC 4180 describes it. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (text[at] === '"') at += 1;
        cell += text[at++];
      }
      at += 1;
    } else while (at < text.length && text[at] !== ',' && !text.startsWith('\r\n', at)) cell += text[at++];
    rows.at(-1)!.push(cell);
    if (text[at] === ',') at += 1;
    else {
      at += 2;
      if (at < text.length) rows.push([]);
    }
  }
  return rows;
}

test('what was written is read again, whatever it holds', () => {
  const cell = fc.string({ unit: 'binary' }).map((text) => `x${text}`);
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1 }), (rows) => {
      expect(read(csv(rows, false))).toEqual(rows.map((row) => row.map(harmless)));
    })
  );
});

test.each([
  '=HYPERLINK("http://example.org","mark")',
  '+43 1 234',
  '-1+1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1',
  '  =1+1',
  '\0=1',
  '＝1+1'
])('%j is no formula in a spreadsheet', (text) => {
  expect(harmless(text).replaceAll("'", '')).toBe(text);
  expect(harmless(text).startsWith("'")).toBe(true);
  expect(read(csvLine([text]))[0]![0]!.startsWith("'")).toBe(true);
});

test('no text holds a formula where a spreadsheet takes a semicolon or a tab for the end of a cell', () => {
  expect(harmless('Week 3; =1+1')).toBe("Week 3;' =1+1");
  expect(harmless('a;;=1\t@b')).toBe("a;;'=1\t'@b");
});

test('no text can begin as a formula, and a harmless one stays as it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ', 'a', '"', ',') }),
      (text) => {
        const [[written]] = read(csvLine([text])) as [[string]];
        expect(written).not.toMatch(/^\s*[=+\-@]|^[\t\r]/);
        if (!/[=+\-@\t\r]/.test(text)) expect(written).toBe(text);
      }
    )
  );
  for (const text of ['quiet heron', 'Whose = whose?', '', 'a-b', '’tis', '–'])
    expect(harmless(text)).toBe(text);
});

test('numbers of our own are numbers, and nothing is nothing', () => {
  expect(csvLine([66.7, -0.25, null, 'quiet heron'])).toBe('66.7,-0.25,,quiet heron\r\n');
});

test('the mark of UTF-8 stands before everything, where it is asked for', () => {
  expect(csv([['ä']], true)).toBe(`${BOM}ä\r\n`);
  expect(csv([['ä']], false)).toBe('ä\r\n');
});
