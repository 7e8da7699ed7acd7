import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { openStore } from './store.ts';

/** What a table is made of. It is asked of the steps that made it: there is no second list to keep. */
export interface Table {
  name: string;
  columns: Column[];
  /** The columns of its primary key. */
  key: string[];
  refers: Reference[];
}

export interface Column {
  name: string;
  type: 'text' | 'integer' | 'real';
  required: boolean;
}

/** A column whose values are those of a column of another table. */
export interface Reference {
  column: string;
  table: string;
  to: string;
}

/** What a column holds, on either engine. */
export type Value = string | number | null;
export type Rows = Record<string, Record<string, Value>>;

/** All tables after some steps, each behind those that it refers to. */
export async function shapeOf(steps: Record<string, Migration>): Promise<Table[]> {
  const store = await openStore({ memory: true }, { steps });
  try {
    const { rows } = await sql<{ name: string }>`
      SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'kysely%' ORDER BY name
    `.execute(store.db);
    const tables = await Promise.all(rows.map(({ name }) => tableOf(store.db, name)));
    return inOrder(tables);
  } finally {
    await store.close();
  }
}

async function tableOf<T>(db: Kysely<T>, name: string): Promise<Table> {
  const columns = await sql<{ name: string; type: string; notnull: number; pk: number }>`
    SELECT name, type, "notnull", pk FROM pragma_table_info(${name})
  `.execute(db);
  const refers = await sql<Reference>`
    SELECT "from" AS "column", "table", "to" FROM pragma_foreign_key_list(${name})
  `.execute(db);
  return {
    name,
    columns: columns.rows.map((column) => ({
      name: column.name,
      type: typeOf(column.type),
      required: column.notnull === 1 || column.pk > 0
    })),
    key: columns.rows
      .filter(({ pk }) => pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map((column) => column.name),
    refers: refers.rows
  };
}

function typeOf(declared: string): Column['type'] {
  if (/int/i.test(declared)) return 'integer';
  if (/text|char/i.test(declared)) return 'text';
  if (/double|real/i.test(declared)) return 'real';
  throw new Error(`A column is ${declared}: the engines share text, integer, bigint and double precision.`);
}

function inOrder(tables: Table[]): Table[] {
  const ordered = new Set<Table>();
  const add = (table: Table) => {
    for (const { table: name } of table.refers) {
      const other = tables.find((one) => one.name === name);
      if (other && other !== table && !ordered.has(other)) add(other);
    }
    ordered.add(table);
  };
  tables.forEach(add);
  return [...ordered];
}
