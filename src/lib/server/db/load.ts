import type { Kysely } from 'kysely';
import { pick } from './backup.ts';
import type { Dump, Header, Row } from './dump.ts';
import { migrations } from './migrations.ts';
import type { Database } from './schema.ts';
import type { Rows } from './shape.ts';
import { migrate, refuseNewer, type Engine } from './store.ts';

/** Values that one statement may bind, on either engine. */
const BOUND = 30_000;

/**
 * Makes the tables of a backup and fills them.
 * @param trx a transaction on a store without tables
 */
export async function load(trx: Kysely<Database>, engine: Engine, { header, rows }: Dump): Promise<void> {
  refuseNewer(header.steps, migrations);
  await migrate({ db: trx, engine }, pick(header.steps));
  const db = trx as unknown as Kysely<Rows>;
  let table: Header['tables'][number] | null = null;
  let batch: Row[] = [];
  const flush = async () => {
    if (!table || batch.length === 0) return;
    const { name, columns } = table;
    const values = batch.map((row) =>
      Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null]))
    );
    batch = [];
    await db.insertInto(name).values(values).execute();
  };
  for await (const next of rows) {
    if (next.table !== table || (batch.length + 1) * table.columns.length > BOUND) await flush();
    table = next.table;
    batch.push(next.row);
  }
  await flush();
}
