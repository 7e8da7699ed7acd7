import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { CannotOpen } from './cannot-open.ts';
import { headerOf, writeDump, type Header, type Row } from './dump.ts';
import { migrations } from './migrations.ts';
import { shapeOf, type Rows, type Table } from './shape.ts';
import { type Place } from './place.ts';
import { openBeside, stepsOf } from './store.ts';

/** Rows that are read at once. */
const PAGE = 1000;

/**
 * Writes all that a store holds at one moment to a file, while servers use it.
 * @param file where nothing is yet; it is there whole or not at all
 * @param now milliseconds since 1970, noted in the file
 * @returns the header: what the file holds
 * @throws CannotOpen where the store cannot be read, or the file is there already
 */
export async function backup(place: Place, file: string, now: number): Promise<Header> {
  if (existsSync(file)) throw new CannotOpen(`${resolve(file)} is there already: choose another name.`);
  const part = `${file}.part`;
  const store = await openBeside(place, 'reader');
  try {
    rmSync(part, { force: true });
    // One transaction reads one moment: whatever is written meanwhile is not seen.
    const header = await store.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (trx) => {
        const db = trx as unknown as Kysely<Rows>;
        const steps = await stepsOf(trx);
        const tables = await shapeOf(pick(steps));
        const counted: Header['tables'] = [];
        for (const { name, columns } of tables)
          counted.push({
            name,
            columns: columns.map((column) => column.name),
            rows: await countOf(db, name)
          });
        const header = headerOf({ made: now, engine: store.engine, steps, tables: counted });
        await writeDump(part, header, allRows(db, tables));
        return header;
      });
    renameSync(part, file);
    return header;
  } finally {
    rmSync(part, { force: true });
    await store.close();
  }
}

/** The steps of these names, which the program knows. */
export const pick = (names: string[]) =>
  Object.fromEntries(Object.entries(migrations).filter(([name]) => names.includes(name)));

export async function countOf(db: Kysely<Rows>, table: string): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function* allRows(db: Kysely<Rows>, tables: Table[]): AsyncGenerator<Row, void> {
  for (const table of tables) for await (const row of rowsOf(db, table)) yield row;
}

/** The rows of a table in the order of its key, a page at a time. */
export async function* rowsOf(db: Kysely<Rows>, { name, columns, key }: Table): AsyncGenerator<Row, void> {
  const names = columns.map((column) => column.name);
  const keyColumns = sql.join(key.map((column) => sql.ref(column)));
  let after: Row | null = null;
  for (;;) {
    let query = db.selectFrom(name).select(names).limit(PAGE);
    for (const column of key) query = query.orderBy(column);
    if (after) query = query.where(sql<boolean>`(${keyColumns}) > (${sql.join(after)})`);
    const page: Record<string, Row[number]>[] = await query.execute();
    for (const row of page) yield names.map((column) => row[column] ?? null);
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = key.map((column) => last[column] ?? null);
  }
}
