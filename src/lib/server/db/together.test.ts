import { expect, test } from 'vitest';
import { describeOnEachEngine } from './testing.ts';
import { together } from './together.ts';
import type { Store } from './store.ts';

type Db = Store['db'];

const write = (db: Db, name: string, value = name) =>
  db.insertInto('setting').values({ name, value }).execute();
const names = async (db: Db) =>
  (
    await db.selectFrom('setting').select('name').where('name', 'like', 'test%').orderBy('name').execute()
  ).map(({ name }) => name);
const several = (count: number) => Array.from({ length: count }, (_, n) => `test ${n + 100}`);

describeOnEachEngine('changes that are asked for at the same time', (open, engine) => {
  test('are all done, and each gets what it asked for', async () => {
    const { db } = await open();
    const asked = several(130);
    const given = await Promise.all(
      asked.map((name) =>
        together(db, async (tx) => {
          await write(tx, name);
          return name;
        })
      )
    );
    expect(given).toEqual(asked);
    expect(await names(db)).toEqual(asked);
  });

  test('are done without the one that fails, which alone hears of it', async () => {
    const { db } = await open();
    await write(db, 'test 103', 'there already');
    const asked = several(6);
    const outcomes = await Promise.allSettled(asked.map((name) => together(db, (tx) => write(tx, name))));
    expect(outcomes.map(({ status }) => status)).toEqual(
      asked.map((name) => (name === 'test 103' ? 'rejected' : 'fulfilled'))
    );
    expect(await names(db)).toEqual(asked);
  });

  test('are part of a transaction where they are asked for in one', async () => {
    const { db } = await open();
    const undone = db.transaction().execute(async (tx) => {
      await together(tx, (same) => write(same, 'test 1'));
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await names(db)).toEqual([]);
  });

  test.runIf(engine === 'sqlite')('share one transaction, and nobody hears before its end', async () => {
    const { db } = await open();
    const begun: boolean[] = [];
    const heard: number[] = [];
    const inside: number[] = [];
    await Promise.all(
      several(5).map((name, n) =>
        together(db, async (tx) => {
          begun.push(tx.isTransaction);
          await write(tx, name);
          inside.push(heard.length);
        }).then(() => heard.push(n))
      )
    );
    expect(begun).toEqual([true, true, true, true, true]);
    expect(inside).toEqual([0, 0, 0, 0, 0]);
    expect(heard).toEqual([0, 1, 2, 3, 4]);
  });
});
