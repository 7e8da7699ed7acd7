import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from '../../src/lib/server/db/store.ts';
import type { Place } from '../../src/lib/server/db/place.ts';
import { startPostgres } from '../postgres.js';

/** A place of its own for a store, which syncs what it acknowledges. */
export interface Ground {
  engine: Engine;
  place: Place;
  /** The same, as a server is told of it. */
  env: Record<string, string>;
  /** Kills the database server, where there is one, and starts it again. */
  shake(): Promise<void>;
  remove(): Promise<void>;
}

export const embeddedGround = (): Ground => {
  const dataDir = mkdtempSync(join(tmpdir(), 'whose-words-'));
  return {
    engine: 'sqlite',
    place: { dataDir },
    env: { DATA_DIR: dataDir, DATABASE_URL: '' },
    shake: () => Promise.resolve(),
    remove() {
      rmSync(dataDir, { recursive: true });
      return Promise.resolve();
    }
  };
};

export const postgresGround = async (): Promise<Ground> => {
  const server = await startPostgres({ durable: true });
  return {
    engine: 'postgres',
    place: { databaseUrl: server.url },
    env: { DATABASE_URL: server.url },
    async shake() {
      await server.crash();
      await server.resume();
    },
    remove: () => server.remove()
  };
};

/** Does the same on either engine, one after the other. */
export async function onEachEngine<T>(use: (ground: Ground) => Promise<T>): Promise<Record<Engine, T>> {
  const on = async (ground: Ground) => {
    try {
      return await use(ground);
    } finally {
      await ground.remove();
    }
  };
  return { sqlite: await on(embeddedGround()), postgres: await on(await postgresGround()) };
}
