import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { backup } from './backup.ts';
import { hold } from './holding.ts';
import { restore } from './restore.ts';
import { openStore } from './store.ts';
import { describeOnEachPlace } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'whose-words-holding-'));
afterAll(() => rmSync(folder, { recursive: true }));

describeOnEachPlace('a store that a server uses', (place, engine) => {
  test('is not restored before the server is stopped', async () => {
    const at = await place();
    const file = join(folder, engine);
    await (await openStore(at)).close();
    await backup(at, file, 1);
    const server = await openStore(at, { hold: 'beside' });
    await server.db.insertInto('setting').values({ name: 'kept', value: 'yes' }).execute();
    await expect(restore(at, file, { replace: true })).rejects.toMatchObject({ name: 'CannotOpen' });
    expect(
      await server.db.selectFrom('setting').select('value').where('name', '=', 'kept').execute()
    ).toEqual([{ value: 'yes' }]);
    await server.close();
    await restore(at, file, { replace: true });
    const after = await openStore(at);
    expect(await after.db.selectFrom('setting').select('value').where('name', '=', 'kept').execute()).toEqual(
      []
    );
    await after.close();
  });

  if (engine === 'postgres')
    test('is used by several servers side by side, by none while it is restored, and by a killed one no more', async () => {
      const at = await place();
      if (!('databaseUrl' in at)) throw new Error('this is no PostgreSQL database');
      const servers = [await openStore(at, { hold: 'beside' }), await openStore(at, { hold: 'beside' })];
      await expect(hold(at.databaseUrl, 'alone')).rejects.toThrow(/A server uses this database/);
      for (const server of servers) await server.close();
      const letGo = await hold(at.databaseUrl, 'alone');
      await expect(openStore(at, { hold: 'beside' })).rejects.toThrow(/is being restored/);
      await letGo();
      const lone = await openStore(at, { hold: 'beside' });
      // As a process that is killed leaves it: the server ends its connections.
      await sql`SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'`.execute(lone.db);
      await (
        await hold(at.databaseUrl, 'alone')
      )();
      await lone.close();
    });
});
