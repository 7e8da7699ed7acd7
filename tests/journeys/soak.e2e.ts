import { expect, test } from '@playwright/test';
import { startPostgres } from '../../scripts/postgres.js';
import { fillRoom } from '../../scripts/load/class.ts';
import { junkOn } from '../../scripts/load/junk.ts';
import { onEachEngine } from '../../scripts/load/places.ts';
import { Desk, Line } from '../../scripts/load/saving.ts';
import { startServer } from '../../scripts/load/server.ts';
import { soak } from '../../scripts/load/soak.ts';
import { openStore } from '../../src/lib/server/db/store.ts';
import { generator } from '../../src/lib/text/seeded.ts';

/** The short form of `npm run soak`: the built server, on either engine. */
test.describe('On either engine @server @wide', () => {
  test.describe.configure({ timeout: 180_000 });

  test('every answer that was acknowledged is there after a kill, once, and the store opens by itself', async () => {
    const found = await onEachEngine(({ place, env, shake }) =>
      // The database server goes down as well, where there is one.
      soak({ place, env, random: generator(11), kills: 1, savesPerRound: 40, learners: 6, afterKill: shake })
    );
    for (const { kills, acknowledged, problems } of Object.values(found)) {
      expect(problems).toEqual([]);
      expect(kills).toBe(1);
      expect(acknowledged).toBeGreaterThan(10);
    }
  });

  test('junk to every page, action and endpoint is answered, never as a fault of the server, and leaves nothing behind', async () => {
    const found = await onEachEngine((ground) =>
      junkOn(ground, { requests: 800, warm: 480, random: generator(8) })
    );
    for (const { problems, requests, targets } of Object.values(found)) {
      expect(problems).toEqual([]);
      expect(requests).toBeGreaterThan(4 * targets);
    }
  });
});

test('A database that is gone is said to be, and what is sent again when it is back is saved @server @wide', async () => {
  const database = await startPostgres({ durable: true });
  const store = await openStore({ databaseUrl: database.url });
  const room = await fillRoom(store.db, { learners: 1, exercises: 1 }, Date.now());
  await store.close();
  const server = await startServer({ DATABASE_URL: database.url });
  const line = new Line();
  try {
    const desk = new Desk(room, room.seats[0]!, room.parts[0]!);
    await desk.save(server.url, line);
    await database.halt();
    await expect(desk.save(server.url, line)).rejects.toThrow(
      /^503: .*The database cannot be reached just now/
    );
    const page = await line.send('GET', `${server.url}/desk/sign-in/`, { accept: 'text/html' }, '');
    expect(page.status).toBe(503);
    expect(page.text).toContain('The database cannot be reached just now');
    await database.resume();
    await desk.save(server.url, line);
    expect(desk.acknowledged?.revision).toBe(2);
  } finally {
    line.close();
    await server.stop();
    await database.remove();
  }
});
