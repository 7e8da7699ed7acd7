import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, inject } from 'vitest';
import { FILE, type Place } from './place.ts';
import { openStore, type Engine, type Store } from './store.ts';

/** Where tests make their stores. */
interface Ground {
  /** A place of its own for one store. */
  place: Make;
  /** Takes back all places that were made. */
  clear(): Promise<void>;
}

/** Makes a place with all tables and no row; or with nothing at all, to be migrated. */
type Make = (holding?: 'tables' | 'nothing') => Promise<Place>;

/** What a test gets: `open()` gives a fresh store, closed and removed after the test. */
type Open = () => Promise<Store>;

/**
 * Runs the same tests on either engine.
 * @param define declares the tests; `open()` gives an empty migrated store, as often as it is called
 */
export function describeOnEachEngine(name: string, define: (open: Open, engine: Engine) => void): void {
  describeOnEachPlace(name, (place, engine) => {
    const stores: Store[] = [];
    afterEach(async () => {
      for (const store of stores.splice(0)) await store.close();
    });
    define(async () => {
      const store = await openStore(await place());
      stores.push(store);
      return store;
    }, engine);
  });
}

/**
 * The same for tests that open and close stores themselves.
 * @param define declares the tests; `place()` gives a place, until the end of the test
 */
export function describeOnEachPlace(name: string, define: (place: Make, engine: Engine) => void): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name}, on %s`, (engine) => {
    const ground = engine === 'sqlite' ? folders() : databases();
    // Vitest runs these in reverse: what the tests left open is closed before.
    afterEach(ground.clear);
    define(ground.place, engine);
  });
}

function folders(): Ground {
  const root = mkdtempSync(join(tmpdir(), 'whose-words-'));
  const template = join(root, 'template');
  let migrated: Promise<void> | null = null;
  let count = 0;
  const made: string[] = [];
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return {
    async place(holding = 'tables') {
      await (migrated ??= openStore({ dataDir: template }).then((store) => store.close()));
      const dataDir = join(root, String(++count));
      mkdirSync(dataDir);
      if (holding === 'tables') copyFileSync(join(template, FILE), join(dataDir, FILE));
      made.push(dataDir);
      return { dataDir };
    },
    clear() {
      for (const dataDir of made.splice(0)) rmSync(dataDir, { recursive: true, force: true });
      return Promise.resolve();
    }
  };
}

let created = 0;

/** Making a database takes as long as many a test: one that a test has used is emptied and used again. */
function databases(): Ground {
  const used: string[] = [];
  const free: string[] = [];
  const others: string[] = [];
  const create = async (template: string) => {
    const name = `test_${process.pid}_${++created}`;
    await ask('postgres', `CREATE DATABASE ${name} TEMPLATE ${template}`);
    return name;
  };
  const drop = (name: string) => ask('postgres', `DROP DATABASE ${name} WITH (FORCE)`);
  afterAll(async () => {
    for (const name of free) await drop(name);
  });
  return {
    async place(holding = 'tables') {
      const isOurs = holding === 'tables';
      const name = isOurs ? (free.pop() ?? (await create('migrated'))) : await create('template0');
      (isOurs ? used : others).push(name);
      return { databaseUrl: await urlOf(name) };
    },
    async clear() {
      for (const name of others.splice(0)) await drop(name);
      for (const name of used.splice(0)) {
        await ask(name, EMPTY);
        free.push(name);
      }
    }
  };
}

const EMPTY = `
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET session_replication_role = replica;
  DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%' LOOP
      EXECUTE format('DELETE FROM %I', name);
    END LOOP;
  END $$`;

async function ask(database: string, statements: string): Promise<void> {
  const client = new pg.Client(await urlOf(database));
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

/** The address of a database on the server that all test files share. */
async function urlOf(database: string): Promise<string> {
  const answer = await fetch(inject('postgresDoor'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  const url = new URL(text);
  url.pathname = `/${database}`;
  return url.href;
}
