import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, inject } from 'vitest';
import { FILE, openStore, type Engine, type Place, type Store } from './store.ts';

/** Where tests make their stores. */
interface Ground {
  /** A place of its own for one store, with all tables and no row. */
  place(): Promise<Place>;
  /** Removes all places that were made. */
  clear(): Promise<void>;
}

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
 * @param define declares the tests; `place()` gives a place with all tables and no row, removed after the test
 */
export function describeOnEachPlace(
  name: string,
  define: (place: () => Promise<Place>, engine: Engine) => void
): void {
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
    async place() {
      await (migrated ??= openStore({ dataDir: template }).then((store) => store.close()));
      const dataDir = join(root, String(++count));
      mkdirSync(dataDir);
      copyFileSync(join(template, FILE), join(dataDir, FILE));
      made.push(dataDir);
      return { dataDir };
    },
    clear() {
      for (const dataDir of made.splice(0)) rmSync(dataDir, { recursive: true, force: true });
      return Promise.resolve();
    }
  };
}

function databases(): Ground {
  const made: string[] = [];
  let count = 0;
  return {
    async place() {
      const name = `test_${process.pid}_${++count}`;
      await administer(`CREATE DATABASE ${name} TEMPLATE migrated`);
      made.push(name);
      const url = await serverUrl();
      url.pathname = `/${name}`;
      return { databaseUrl: url.href };
    },
    async clear() {
      for (const name of made.splice(0)) await administer(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  };
}

/** The address of the PostgreSQL server that all test files share. */
async function serverUrl(): Promise<URL> {
  const answer = await fetch(inject('postgresDoor'));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return new URL(text);
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client((await serverUrl()).href);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
