import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { migrations } from './migrations.ts';
import { openStore, stepsOf, type Store } from './store.ts';
import { describeOnEachPlace } from './testing.ts';

const withStep = (name: string, up: (db: Kysely<unknown>) => Promise<void>): Record<string, Migration> => ({
  ...migrations,
  [name]: { up }
});

/** A class with a learner and a line of its audit. */
async function fill({ db }: Store): Promise<void> {
  const row = {
    id: 'c',
    name: 'A class',
    join_code: null,
    typed_names: 0,
    rehearsal: 0,
    created_at: 1
  } as const;
  await db.insertInto('class').values(row).execute();
  const line = { id: 'l', class_id: 'c', at: 2, actor: 'system', what: 'erased', detail: '' };
  await db.insertInto('audit').values(line).execute();
}

const rowsOf = async ({ db }: Store) => ({
  classes: (await db.selectFrom('class').select('name').execute()).map(({ name }) => name),
  lines: (await db.selectFrom('audit').select('id').execute()).map(({ id }) => id)
});
const FILLED = { classes: ['A class'], lines: ['l'] };

describeOnEachPlace('steps of a database', (place, engine) => {
  test('are all done by the first who opens it, when several do at once', async () => {
    const here = await place('nothing');
    // Another process on the same embedded file is refused before it gets here.
    const openings = Array.from({ length: engine === 'postgres' ? 6 : 1 }, () => openStore(here));
    const stores = await Promise.all(openings);
    for (const { db } of stores) expect(await stepsOf(db)).toEqual(Object.keys(migrations));
    for (const store of stores) await store.close();
  });

  test('that are added keep every row', async () => {
    const here = await place('nothing');
    const old = await openStore(here);
    await fill(old);
    await old.close();
    const steps = withStep('9000-colour', async (db) => {
      await db.schema.alterTable('class').addColumn('colour', 'text').execute();
    });
    const store = await openStore(here, { steps });
    expect(await rowsOf(store)).toEqual(FILLED);
    const { rows } = await sql`SELECT colour FROM class`.execute(store.db);
    expect(rows).toEqual([{ colour: null }]);
    await store.close();
  });

  test('that fail in the middle leave everything as it was, and can be done later', async () => {
    const here = await place('nothing');
    const old = await openStore(here);
    await fill(old);
    await old.close();
    const broken = withStep('9000-broken', async (db) => {
      await db.schema.alterTable('class').addColumn('colour', 'text').execute();
      await sql`DELETE FROM audit`.execute(db);
      await sql`SELECT absent FROM nowhere`.execute(db);
    });
    await expect(openStore(here, { steps: broken })).rejects.toThrow(/nowhere/);
    const mended = withStep('9000-broken', async (db) => {
      await db.schema.alterTable('class').addColumn('colour', 'text').execute();
    });
    const store = await openStore(here, { steps: mended });
    expect(await rowsOf(store)).toEqual(FILLED);
    await store.close();
  });

  test('that the program does not know: it opens nothing, changes nothing, and says so', async () => {
    const here = await place('nothing');
    const newer = await openStore(here, { steps: withStep('9000-later', async () => {}) });
    await fill(newer);
    await newer.close();
    await expect(openStore(here)).rejects.toThrow(/newer than this program: it went through 9000-later/);
    const again = await openStore(here, { steps: withStep('9000-later', async () => {}) });
    expect(await rowsOf(again)).toEqual(FILLED);
    await again.close();
  });
});

describe('a table that SQLite makes anew, as most changes of one need it there', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'whose-words-'));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  /** The statement that made the table makes it again under another name: keys and defaults stay. */
  async function makeAnew(db: Kysely<unknown>, rows: string): Promise<void> {
    const { rows: made } = await sql<{
      sql: string;
    }>`SELECT sql FROM sqlite_schema WHERE name = 'class'`.execute(db);
    await sql.raw(made[0]!.sql.replace('"class"', '"anew"')).execute(db);
    await sql.raw(`INSERT INTO anew SELECT * FROM class WHERE ${rows}`).execute(db);
    await sql`DROP TABLE class`.execute(db);
    await sql`ALTER TABLE anew RENAME TO class`.execute(db);
  }

  test('takes along no row that refers to it, and may not leave out one that is referred to', async () => {
    const old = await openStore({ dataDir });
    await fill(old);
    await old.close();
    const careless = withStep('9000-anew', (db) => makeAnew(db, 'FALSE'));
    await expect(openStore({ dataDir }, { steps: careless })).rejects.toThrow(
      'After 9000-anew, rows of audit refer to rows that are not there.'
    );
    const careful = withStep('9000-anew', (db) => makeAnew(db, 'TRUE'));
    const store = await openStore({ dataDir }, { steps: careful });
    expect(await rowsOf(store)).toEqual(FILLED);
    await store.db.deleteFrom('class').execute();
    expect(await rowsOf(store)).toEqual({ classes: [], lines: [] });
    await store.close();
  });
});
