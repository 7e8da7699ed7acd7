import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { LiveState } from '../../classroom/live/state.ts';
import { Marked } from '../../classroom/marked.ts';
import { Outcome, Plan } from '../../classroom/rescoring.ts';
import { Settings } from '../../classroom/settings.ts';
import { countOf, pick, rowsOf } from './backup.ts';
import { readDump, type Header, type Row } from './dump.ts';
import { load } from './load.ts';
import type { Database } from './schema.ts';
import { shapeOf, type Rows, type Table } from './shape.ts';
import { type Place } from './place.ts';
import { openBeside, openStore, stepsOf, type Engine } from './store.ts';

export interface Checked {
  /** How many rows each table has. */
  counts: Record<string, number>;
  /** What is wrong, a sentence each; empty where all is well. */
  problems: string[];
}

/** How many problems of a table are told one by one. */
const TOLD = 5;

/** Columns of JSON, and what it has to be. An item, its key and its answers are checked by their type of exercise. */
const JSON_COLUMNS: { [Name in keyof Database]?: Partial<Record<keyof Database[Name], z.ZodType>> } = {
  pinned: { item: z.json(), key: z.json(), sources: z.array(z.json()) },
  assignment: { settings: Settings },
  answer: { answer: z.json() },
  score: { marked: Marked },
  rescoring: { plan: Plan, outcome: Outcome },
  live: { state: LiveState }
};

/**
 * Checks a store, beside a server that uses it, too.
 * @throws CannotOpen where it cannot be read
 */
export async function checkStore(place: Place): Promise<Checked> {
  const store = await openBeside(place, 'reader');
  try {
    return await store.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (trx) => check(trx, store.engine));
  } finally {
    await store.close();
  }
}

/**
 * Checks a backup by loading it into the computer's memory.
 * @throws Unreadable where the file is not whole; CannotOpen where it is newer than the program
 */
export async function checkFile(file: string): Promise<Checked & { header: Header }> {
  const dump = await readDump(file);
  const store = await openStore({ memory: true }, { steps: {} });
  try {
    await sql`PRAGMA foreign_keys = OFF`.execute(store.db);
    await store.db.transaction().execute((trx) => load(trx, store.engine, dump));
    return { header: dump.header, ...(await check(store.db, store.engine)) };
  } finally {
    await store.close();
  }
}

async function check(db: Kysely<Database>, engine: Engine): Promise<Checked> {
  const rows = db as unknown as Kysely<Rows>;
  const tables = await shapeOf(pick(await stepsOf(db)));
  const problems: string[] = [];
  if (engine === 'sqlite') {
    const told = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(db);
    problems.push(...told.rows.map((row) => row.integrity_check).filter((line) => line !== 'ok'));
  }
  const counts: Record<string, number> = {};
  for (const table of tables) {
    counts[table.name] = await countOf(rows, table.name);
    const found = [...(await strays(rows, table)), ...(await misfits(rows, table))];
    problems.push(...found.slice(0, TOLD));
    if (found.length > TOLD) problems.push(`${table.name}: ${found.length - TOLD} more like these.`);
  }
  return { counts, problems };
}

/** Rows that refer to rows that are not there. */
async function strays(db: Kysely<Rows>, { name, key, refers }: Table): Promise<string[]> {
  const problems: string[] = [];
  for (const { column, table, to } of refers) {
    const id = sql.join(key.map((part) => sql.ref(`${name}.${part}`)));
    const found = await sql<Record<string, string>>`
      SELECT ${id} FROM ${sql.table(name)}
      LEFT JOIN ${sql.table(table)} AS there ON there.${sql.ref(to)} = ${sql.ref(`${name}.${column}`)}
      WHERE ${sql.ref(`${name}.${column}`)} IS NOT NULL AND there.${sql.ref(to)} IS NULL
    `.execute(db);
    for (const row of found.rows)
      problems.push(`${name} ${Object.values(row).join(' ')}: its ${column} is in no row of ${table}.`);
  }
  return problems;
}

/** Values that are not what their columns hold. */
async function misfits(db: Kysely<Rows>, table: Table): Promise<string[]> {
  const { name, columns, key } = table;
  const json: Partial<Record<string, z.ZodType>> = JSON_COLUMNS[name as keyof Database] ?? {};
  const problems: string[] = [];
  const idOf = (row: Row) => key.map((part) => row[columns.findIndex(({ name }) => name === part)]).join(' ');
  for await (const row of rowsOf(db, table)) {
    columns.forEach((column, i) => {
      const value = row[i] ?? null;
      const reason = misfit(value, column, json[column.name]);
      if (reason) problems.push(`${name} ${idOf(row)}: its ${column.name} ${reason}.`);
    });
  }
  return problems;
}

function misfit(value: Row[number], column: Table['columns'][number], json?: z.ZodType): string | null {
  if (value === null) return column.required ? 'is missing' : null;
  if (column.type === 'text' && typeof value !== 'string') return 'is no text';
  if (column.type === 'integer' && !Number.isSafeInteger(value)) return 'is no whole number';
  if (column.type === 'real' && typeof value !== 'number') return 'is no number';
  if (!json) return null;
  try {
    const fits = json.safeParse(JSON.parse(String(value)));
    return fits.success ? null : `is not as it should be (${fits.error.issues[0]?.message})`;
  } catch {
    return 'is no JSON';
  }
}
