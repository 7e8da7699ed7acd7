import { expect, test } from 'vitest';
import { describeOnEachEngine } from './testing.ts';

describeOnEachEngine('a store', (open) => {
  test('keeps what is written, and times as numbers', async () => {
    const { db } = await open();
    const row = { name: 'purged-at', value: 'x' };
    await db.insertInto('setting').values(row).execute();
    expect(await db.selectFrom('setting').selectAll().execute()).toEqual([row]);
  });

  test('is a fresh one in every test', async () => {
    const [one, two] = [await open(), await open()];
    await one.db.insertInto('setting').values({ name: 'a', value: 'b' }).execute();
    expect(await two.db.selectFrom('setting').selectAll().execute()).toEqual([]);
  });
});
