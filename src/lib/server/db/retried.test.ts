import { sql, type Kysely } from 'kysely';
import { expect, test, vi } from 'vitest';
import { retried } from './retried.ts';
import type { Database } from './schema.ts';
import { describeOnEachEngine } from './testing.ts';

const change = (db: Kysely<Database>, name: string) =>
  db.updateTable('setting').set({ value: 'changed' }).where('name', '=', name).execute();

/** Gives up at once where it and another wait for each other; the others wait ten seconds before they look. */
const givesUp = (db: Kysely<Database>) => sql`SET LOCAL deadlock_timeout = '1ms'`.execute(db);
const insists = (db: Kysely<Database>) => sql`SET LOCAL deadlock_timeout = '10s'`.execute(db);

/** Waits until a transaction waits for another. */
const waits = (db: Kysely<Database>) =>
  vi.waitFor(async () => {
    const { rows } = await sql`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
    `.execute(db);
    expect(rows).toHaveLength(1);
  });

describeOnEachEngine('a transaction that changes what others change', (open, engine) => {
  async function settings() {
    const { db } = await open();
    for (const name of ['a', 'b'])
      await db.insertInto('setting').values({ name, value: 'as it was' }).execute();
    return db;
  }

  // Beside a transaction of the embedded database there is no other.
  test.runIf(engine === 'postgres')(
    'is done again where it was stopped for the sake of another, until the third time',
    async () => {
      const db = await settings();
      for (const [stops, done] of [
        [1, 2],
        [2, 3],
        [3, null]
      ] as const) {
        let times = 0;
        const others: Promise<unknown>[] = [];
        const work = async (tx: Kysely<Database>) => {
          times++;
          // What it was stopped for goes first: this one, come again, could otherwise be at the row before it.
          await Promise.all(others);
          await givesUp(tx);
          await change(tx, 'a');
          if (times <= stops) {
            const other = db.transaction().execute(async (tx) => {
              await insists(tx);
              await change(tx, 'b');
              await change(tx, 'a');
            });
            others.push(other);
            await waits(db);
          }
          await change(tx, 'b');
          return times;
        };
        const outcome = retried(db, work);
        if (done === null) await expect(outcome).rejects.toMatchObject({ name: 'Trouble', kind: 'busy' });
        else expect(await outcome).toBe(done);
        await Promise.all(others);
      }
    }
  );

  test('is done once where it fails for another reason', async () => {
    const db = await settings();
    let times = 0;
    const outcome = retried(db, async (tx) => {
      times++;
      await change(tx, 'a');
      await tx.insertInto('setting').values({ name: 'b', value: 'twice' }).execute();
    });
    await expect(outcome).rejects.toThrow();
    expect(times).toBe(1);
    const { value } = await db
      .selectFrom('setting')
      .select('value')
      .where('name', '=', 'a')
      .executeTakeFirstOrThrow();
    expect(value).toBe('as it was');
  });
});
