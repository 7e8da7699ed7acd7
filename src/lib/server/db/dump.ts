import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline as pipe, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

/**
 * The file of a backup: lines of JSON, compressed by gzip. The first says what it is and what is in it; then a line for
 * each row, table after table, its values in the order of the columns; the last one counts the rows and has the SHA-256
 * of all lines before, so that a file that was cut short or changed is known.
 */

const FORMAT = 'whose-words-backup';

const Count = z.int().nonnegative();
const Header = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** Milliseconds since 1970. */
  made: Count,
  engine: z.enum(['sqlite', 'postgres']),
  /** The steps that the database had gone through. */
  steps: z.array(z.string()).min(1),
  tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: Count }))
});
const Row = z.array(z.union([z.string(), z.number(), z.null()]));
const Footer = z.strictObject({ rows: Count, sha256: z.string() });

export type Header = z.infer<typeof Header>;
export type Row = z.infer<typeof Row>;

/** A file that is no whole backup; the message says of which file, and what to do. */
export class Unreadable extends Error {
  constructor(file: string, reason: string, cause?: unknown) {
    super(`${file} cannot be used: ${reason}. Take another backup.`, { cause });
    this.name = 'Unreadable';
  }
}

/** The first line of a file for what it holds. */
export const headerOf = (holds: Omit<Header, 'format' | 'version'>): Header => ({
  format: FORMAT,
  version: 1,
  ...holds
});

/**
 * Writes a backup and syncs it to the disk; for its user's eyes alone.
 * @param file a path where nothing is yet
 * @param rows as many as the header says, in its order
 */
export async function writeDump(file: string, header: Header, rows: AsyncIterable<Row>): Promise<void> {
  const hash = createHash('sha256');
  async function* lines() {
    let count = 0;
    const line = (value: unknown) => {
      const text = `${JSON.stringify(value)}\n`;
      hash.update(text);
      return text;
    };
    yield line(header);
    for await (const row of rows) {
      count++;
      yield line(row);
    }
    yield line({ rows: count, sha256: hash.copy().digest('hex') } satisfies z.infer<typeof Footer>);
  }
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(Readable.from(lines()), createGzip(), out);
}

/** What is read of a backup: its header, then each row with its table, then nothing more. */
export interface Dump {
  header: Header;
  /** To be read once, to the end: only then is it known whether the file is whole. */
  rows: AsyncGenerator<{ table: Header['tables'][number]; row: Row }, void>;
}

/** @throws Unreadable where the file is no backup, or (while its rows are read) not the whole of one */
export async function readDump(file: string): Promise<Dump> {
  const lines = linesOf(file);
  const first = await lines.next();
  const header = Header.safeParse(first.done ? null : parsed(first.value));
  if (!header.success) {
    await lines.return();
    throw new Unreadable(file, 'it is no backup of Whose Words?', header.error);
  }
  const hash = createHash('sha256').update(`${first.value}\n`);
  return { header: header.data, rows: rowsOf(file, header.data, lines, hash) };
}

async function* rowsOf(
  file: string,
  header: Header,
  lines: AsyncGenerator<string, void>,
  hash: ReturnType<typeof createHash>
): Dump['rows'] {
  let count = 0;
  const next = async () => {
    const { value } = await lines.next();
    if (typeof value !== 'string') throw new Unreadable(file, 'its end is missing');
    return value;
  };
  for (const table of header.tables)
    for (let n = 0; n < table.rows; n++) {
      const line = await next();
      hash.update(`${line}\n`);
      const row = Row.safeParse(parsed(line));
      if (!row.success || row.data.length !== table.columns.length)
        throw new Unreadable(file, `row ${n + 1} of ${table.name} is not what its head says`);
      count++;
      yield { table, row: row.data };
    }
  const footer = Footer.safeParse(parsed(await next()));
  const isWhole = footer.success && footer.data.rows === count && footer.data.sha256 === hash.digest('hex');
  if (!isWhole || !(await lines.next()).done) throw new Unreadable(file, 'it was changed since it was made');
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Splits at the line feed alone: other ends of lines are text. */
async function* linesOf(file: string): AsyncGenerator<string, void> {
  // A failure of either ends the other, and is thrown where the lines are read.
  const unzipped = pipe(createReadStream(file), createGunzip(), () => {});
  unzipped.setEncoding('utf8');
  let rest = '';
  try {
    for await (const chunk of unzipped as AsyncIterable<string>) {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop()!;
      yield* parts;
    }
  } catch (error) {
    throw new Unreadable(file, error instanceof Error ? error.message : String(error), error);
  }
  if (rest) yield rest;
}
