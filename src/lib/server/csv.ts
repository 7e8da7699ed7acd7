/** CSV after RFC 4180, safe to be opened in a spreadsheet. */

/** Text, a number of our own, or nothing. */
export type Cell = string | number | null;

/** What makes Excel, LibreOffice or Sheets take a cell for a formula, with white space before it (OWASP, *CSV Injection*). */
const FORMULA = /^[\s\0]*[=+\-@\t\r＝＋－＠]|^[\t\r\n\0]/u;

/** The same after what a spreadsheet of another language takes for the end of a cell. */
const INNER = /[;\t](?=\s*[=+\-@＝＋－＠])/gu;

/** What tells Excel that a file is UTF-8. */
export const BOM = '\uFEFF';

/** A text as it cannot be a formula: an apostrophe before what might be one. */
export const harmless = (text: string): string =>
  (FORMULA.test(text) ? `'${text}` : text).replaceAll(INNER, (end) => `${end}'`);

function cell(value: Cell): string {
  if (value === null) return '';
  // A number is written by us: its minus sign is none of somebody's formula.
  const text = typeof value === 'number' ? String(value) : harmless(value);
  return /[",\r\n;]/.test(text) || /^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line, with its end. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`;

/** Rows as a file. */
export const csv = (rows: readonly (readonly Cell[])[], bom: boolean): string =>
  (bom ? BOM : '') + rows.map(csvLine).join('');
