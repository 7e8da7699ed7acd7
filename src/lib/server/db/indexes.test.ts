import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Engine, Store } from './store.ts';
import { describeOnEachEngine } from './testing.ts';

/** Columns that refer to another table and are not the first of any whole index. */
const UNINDEXED: Record<Engine, string> = {
  sqlite: `
    SELECT "table".name || '.' || refers."from" AS name
    FROM sqlite_schema AS "table", pragma_foreign_key_list("table".name) AS refers
    WHERE "table".type = 'table' AND NOT EXISTS (
      SELECT * FROM pragma_index_list("table".name) AS "index", pragma_index_info("index".name) AS part
      WHERE part.seqno = 0 AND part.name = refers."from" AND "index".partial = 0)
    ORDER BY 1`,
  postgres: `
    SELECT refers.conrelid::regclass || '.' || part.attname AS name
    FROM pg_constraint AS refers
    JOIN pg_attribute AS part ON part.attrelid = refers.conrelid AND part.attnum = refers.conkey[1]
    WHERE refers.contype = 'f' AND NOT EXISTS (
      SELECT * FROM pg_index AS "index"
      WHERE "index".indrelid = refers.conrelid AND "index".indkey[0] = refers.conkey[1] AND "index".indpred IS NULL)
    ORDER BY 1`
};

describeOnEachEngine('erasing', (open, engine) => {
  const unindexed = async ({ db }: Store) => {
    const { rows } = await sql<{ name: string }>`${sql.raw(UNINDEXED[engine])}`.execute(db);
    return rows.map(({ name }) => name);
  };

  test('reads no table from end to end: every reference to another table has an index', async () => {
    const store = await open();
    expect(await unindexed(store)).toEqual([]);
    await sql`CREATE TABLE more (id text PRIMARY KEY, class_id text REFERENCES class (id))`.execute(store.db);
    expect(await unindexed(store)).toEqual(['more.class_id']);
    await sql`DROP TABLE more`.execute(store.db);
  });
});
