import { sql, type Kysely, type RawBuilder } from 'kysely';
import { locksRows } from './locking.ts';
import type { Database } from './schema.ts';

/** What a value of a handed column is: text, a small number, or a time. */
type Kind = 'text' | 'integer' | 'bigint';

type Handed<Columns extends Record<string, Kind>> = {
  [name in keyof Columns]: Columns[name] extends 'text' ? string : number;
};

/**
 * Rows that a statement is handed as one value, to select from as from a table: however many they are, it is the same
 * statement, and is planned once.
 */
export function handed<const Columns extends Record<string, Kind>>(
  db: Kysely<Database>,
  columns: Columns,
  rows: readonly Handed<Columns>[]
): RawBuilder<Handed<Columns>> {
  const names = Object.entries(columns);
  // Of each row what the columns name, and nothing else that it may hold.
  const json = JSON.stringify(rows, Object.keys(columns));
  if (locksRows(db)) {
    const typed = names.map(([name, kind]) => sql`${sql.ref(name)} ${sql.raw(kind)}`);
    return sql`(select * from json_to_recordset(${json}::json) as handed(${sql.join(typed)}))`;
  }
  const read = names.map(([name]) => sql`value ->> ${sql.lit(name)} as ${sql.ref(name)}`);
  return sql`(select ${sql.join(read)} from json_each(${json}))`;
}
