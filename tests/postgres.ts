import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startPostgres } from '../scripts/postgres.js';
import { openStore } from '../src/lib/server/db/store.ts';

/**
 * Vitest's global set-up: a PostgreSQL server for all test files, started when the first of them asks for it, and
 * removed when all are through. The files ask over http, since each runs in a process of its own.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: ReturnType<typeof startWithTemplate> | null = null;
  const door = createServer((_request, response) => {
    started ??= startWithTemplate();
    started.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error))
    );
  });
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  project.provide('postgresDoor', `http://127.0.0.1:${(door.address() as AddressInfo).port}/`);
  return async () => {
    door.close();
    door.closeAllConnections();
    const server = await started?.catch(() => null);
    await server?.remove();
  };
}

/** The server, with a database `migrated` that has all tables and no row: copying it is cheaper than making another. */
async function startWithTemplate() {
  const server = await startPostgres({ durable: false });
  const client = new pg.Client(server.url);
  await client.connect();
  await client.query('CREATE DATABASE migrated');
  await client.end();
  const databaseUrl = new URL(server.url);
  databaseUrl.pathname = '/migrated';
  await (await openStore({ databaseUrl: databaseUrl.href })).close();
  return server;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file gets the address of the PostgreSQL server, which starts with the first question. */
    postgresDoor: string;
  }
}
