import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { does, keyed, room, SORT } from '../results-fixture.ts';
import { T } from '../works-fixture.ts';
import { migrations } from './migrations.ts';
import type { Database } from './schema.ts';
import { openStore } from './store.ts';
import { describeOnEachPlace } from './testing.ts';

const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0005'));

const TABLES = ['class', 'learner', 'pinned', 'assignment', 'part', 'work', 'answer', 'score'] as const;

/** Puts what is in a new database into an older one, as far as that has columns for it. */
async function carry(from: Kysely<Database>, to: Kysely<Database>): Promise<void> {
  const shape = await to.introspection.getTables();
  for (const table of TABLES) {
    const has = shape.find(({ name }) => name === table)!.columns.map(({ name }) => name);
    for (const row of await from.selectFrom(table).selectAll().execute()) {
      const known = Object.entries(row).filter(([name]) => has.includes(name));
      await to
        .insertInto(table)
        .values(Object.fromEntries(known) as typeof row)
        .execute();
    }
  }
}

describeOnEachPlace('what counts', (place) => {
  test('is one of its kind: in an older database the last one, and the store takes no second', async () => {
    const here = await place('nothing');
    const old = await openStore(here, { steps: before });
    const today = await openStore(await place());
    const seated = await room(today.db, ['quiet heron'], [SORT]);
    const work = await does(seated, 'quiet heron', [keyed]);
    await carry(today.db, old.db);
    await today.close();
    const points = (points: number, created_at: number) => ({
      ...{
        id: newId(),
        class_id: seated.assignment.classId,
        work_id: work,
        part_id: seated.assignment.parts[0]!.id
      },
      ...{ points, reason: '', created_by: 'teacher', created_at }
    });
    await old.db
      .insertInto('override')
      .values([points(20, T + 2), points(30, T + 3), points(10, T + 1)])
      .execute();
    const score = await old.db.selectFrom('score').selectAll().executeTakeFirstOrThrow();
    await old.db
      .insertInto('score')
      .values({ ...score, id: newId(), created_at: score.created_at + 1 })
      .execute();
    await old.close();

    const { db, close } = await openStore(here);
    const overrides = db.selectFrom('override').select(['points', 'replaced_at']).orderBy('created_at');
    expect(await overrides.execute()).toEqual([
      { points: 10, replaced_at: T + 3 },
      { points: 20, replaced_at: T + 3 },
      { points: 30, replaced_at: null }
    ]);
    const scores = await db.selectFrom('score').select('replaced_at').orderBy('created_at').execute();
    expect(scores).toEqual([{ replaced_at: score.created_at + 1 }, { replaced_at: null }]);
    await expect(
      db
        .insertInto('override')
        .values(points(40, T + 4))
        .execute()
    ).rejects.toThrow();
    await expect(
      db
        .insertInto('score')
        .values({ ...score, id: newId() })
        .execute()
    ).rejects.toThrow();
    await close();
  });
});
