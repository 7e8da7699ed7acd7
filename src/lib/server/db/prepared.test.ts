import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describeOnEachEngine } from './testing.ts';
import type { Store } from './store.ts';

describeOnEachEngine('statements that are asked often', (open, engine) => {
  const named = (db: Store['db'], name: string) =>
    db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst();

  test.runIf(engine === 'postgres')('are kept ready by PostgreSQL, and others are not', async () => {
    const { db } = await open();
    await db.connection().execute(async (one) => {
      for (let n = 0; n < 12; n++) {
        await one
          .insertInto('setting')
          .values({ name: `n${n}`, value: String(n) })
          .execute();
        expect(await named(one, `n${n}`)).toEqual({ value: String(n) });
      }
      await one.selectFrom('setting').selectAll().execute();
      const { rows } = await sql<{ statement: string }>`SELECT statement FROM pg_prepared_statements`.execute(
        one
      );
      expect(rows.map(({ statement }) => statement.split(' ')[0]).sort()).toEqual(['insert', 'select']);
    });
  });

  test.runIf(engine === 'postgres')('are few, however many there are', async () => {
    const { db } = await open();
    await db.connection().execute(async (one) => {
      for (let length = 1; length <= 60; length++)
        for (let n = 0; n < 11; n++)
          await one
            .selectFrom('setting')
            .select('value')
            .where(
              'name',
              'in',
              Array.from({ length }, (_, i) => `n${i}`)
            )
            .execute();
      const { rows } = await sql`SELECT name FROM pg_prepared_statements`.execute(one);
      expect(rows).toHaveLength(50);
    });
  });
});
