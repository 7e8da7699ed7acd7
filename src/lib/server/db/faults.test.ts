import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { startPostgres } from '../../../../scripts/postgres.js';
import { migrations } from './migrations.ts';
import { openStore, stepsOf, type Store } from './store.ts';
import { describeOnEachPlace } from './testing.ts';
import { Trouble, troubleOf } from './trouble.ts';

const write = ({ db }: Store, name: string, value = name) =>
  db.insertInto('setting').values({ name, value }).execute();
const names = async ({ db }: Store) =>
  (await db.selectFrom('setting').select('name').orderBy('name').execute()).map(({ name }) => name);

describe('a full disk', () => {
  test('is said, undoes the whole transaction that met it, and is over when there is room', async () => {
    const store = await openStore({ memory: true });
    await write(store, 'before');
    const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(store.db);
    await sql.raw(`PRAGMA max_page_count = ${rows[0]!.page_count + 2}`).execute(store.db);
    const much = store.db.transaction().execute(async (trx) => {
      await write({ ...store, db: trx }, 'first');
      await write({ ...store, db: trx }, 'second', 'x'.repeat(100_000));
    });
    await expect(much).rejects.toMatchObject({ name: 'Trouble', kind: 'full' });
    await expect(write(store, 'alone', 'x'.repeat(100_000))).rejects.toMatchObject({ kind: 'full' });
    expect(await names(store)).toEqual(['before']);
    await sql`PRAGMA max_page_count = 1000000`.execute(store.db);
    await write(store, 'after', 'x'.repeat(100_000));
    expect(await names(store)).toEqual(['after', 'before']);
    await store.close();
  });
});

describe('a PostgreSQL server that goes and comes back', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    server = await startPostgres({ durable: true });
  });
  afterAll(() => server.remove());

  test.each(['halt', 'crash'] as const)(
    '(%s) fails what is asked meanwhile, and nothing else',
    async (end) => {
      const store = await openStore({ databaseUrl: server.url });
      await write(store, `${end} before`);

      let reached = () => {};
      let gone = () => {};
      const isReached = new Promise<void>((resolve) => (reached = resolve));
      const isGone = new Promise<void>((resolve) => (gone = resolve));
      // Its connection breaks while it waits for something else.
      const underWay = store.db.transaction().execute(async (trx) => {
        await write({ ...store, db: trx }, `${end} under way`);
        reached();
        await isGone;
        await write({ ...store, db: trx }, `${end} too late`);
      });
      const outcome = expect(underWay).rejects.toMatchObject({ kind: 'unreachable' });
      await isReached;
      await server[end]();
      gone();
      await outcome;
      const asked = await Promise.allSettled(
        Array.from({ length: 30 }, () => write(store, `${end} meanwhile`))
      );
      for (const one of asked)
        expect(one).toMatchObject({ status: 'rejected', reason: { name: 'Trouble', kind: 'unreachable' } });

      await server.resume();
      await write(store, `${end} after`);
      const kept = (await names(store)).filter((name) => name.startsWith(end));
      expect(kept).toEqual([`${end} after`, `${end} before`]);
      await store.close();
    }
  );
});

describe('trouble with a database', () => {
  const coded = (code: string) => Object.assign(new Error('no'), { code });

  test('is told from mistakes', () => {
    const kinds = ['ECONNREFUSED', '08006', '57P03', '53100', '53300', '40001', '40P01', '57014'].map(
      (code) => troubleOf(coded(code))?.kind
    );
    expect(kinds).toEqual([
      'unreachable',
      'unreachable',
      'unreachable',
      'full',
      'busy',
      'busy',
      'busy',
      'busy'
    ]);
    // A value that is there already, one too long, a query that is none.
    for (const code of ['23505', '22001', '42601', 'ERR_ASSERTION', ''])
      expect(troubleOf(coded(code))).toBeNull();
    expect(troubleOf(null)).toBeNull();
  });

  test('keeps the driver’s own error for whoever looks after the server', () => {
    const error = coded('57P01');
    expect(troubleOf(error)?.cause).toBe(error);
    const trouble = new Trouble('busy');
    expect(troubleOf(trouble)).toBe(trouble);
  });

  test('is thrown as the one who opened the store wants it, and mistakes as they are', async () => {
    const store = await openStore({ memory: true }, { thrown: ({ kind }) => `sorry: ${kind}` });
    await expect(write(store, '\0')).rejects.toBe('sorry: unfit');
    await write(store, 'once');
    await expect(write(store, 'once')).rejects.toThrow(/UNIQUE/);
    await store.close();
  });
});

describeOnEachPlace('a clock that jumps', (place) => {
  afterEach(() => vi.useRealTimers());

  test('confuses no database, be it far ahead or far behind', async () => {
    const here = await place('nothing');
    const at = (time: string) => vi.setSystemTime(new Date(time));
    vi.useFakeTimers({ toFake: ['Date'] });
    at('2199-01-01');
    await (await openStore(here)).close();
    at('1971-01-01');
    const steps = { ...migrations, '9000-later': { up: async () => {} } };
    for (let i = 0; i < 2; i++) {
      const store = await openStore(here, { steps });
      expect(await stepsOf(store.db)).toEqual(Object.keys(steps));
      await store.close();
    }
  });
});
