import { sql, type Kysely } from 'kysely';
import { countOf } from './backup.ts';
import { CannotOpen } from './cannot-open.ts';
import { checkFile } from './check.ts';
import { readDump, type Header } from './dump.ts';
import { load } from './load.ts';
import { migrations } from './migrations.ts';
import type { Database } from './schema.ts';
import { shapeOf, type Rows, type Table } from './shape.ts';
import { type Place } from './place.ts';
import { openStore } from './store.ts';

/**
 * Fills a store with what a backup holds, all of it or nothing, and brings it up to this program's tables. The file is
 * checked before anything is touched.
 * @param replace whether to take the place of what the store holds
 * @returns the header of the file
 * @throws CannotOpen where the store is in use, or holds something and `replace` is not set; Unreadable where the file
 *   is not whole
 */
export async function restore(
  place: Place,
  file: string,
  { replace }: { replace: boolean }
): Promise<Header> {
  const { header, problems } = await checkFile(file);
  if (problems[0])
    throw new CannotOpen(
      `${file} holds what does not fit together: ${problems[0]} \`check\` lists all of it.`
    );
  const store = await openStore(place, { hold: 'alone' });
  try {
    await store.db.transaction().execute(async (trx) => {
      const current = await shapeOf(migrations);
      if (!replace && !(await isEmpty(trx, current)))
        throw new CannotOpen(
          'The store is not empty. With --replace the backup takes the place of all that is in it.'
        );
      await drop(trx, current);
      await load(trx, store.engine, await readDump(file));
    });
  } finally {
    await store.close();
  }
  // Where the backup is from an older program, the steps since then are done on its rows.
  await (await openStore(place)).close();
  return header;
}

/** What a server writes by itself when it starts is not yet anybody's. */
async function isEmpty(trx: Kysely<Database>, tables: Table[]): Promise<boolean> {
  const db = trx as unknown as Kysely<Rows>;
  for (const { name } of tables) if (name !== 'setting' && (await countOf(db, name)) > 0) return false;
  return true;
}

async function drop(trx: Kysely<Database>, tables: Table[]): Promise<void> {
  for (const { name } of tables.toReversed()) await trx.schema.dropTable(name).execute();
  await sql`DELETE FROM kysely_migration`.execute(trx);
}
