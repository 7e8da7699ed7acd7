import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { changeClass, createClass } from './classes.ts';
import type { Database } from './db/schema.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { DEVICE_DAYS, join } from './learners.ts';
import { checkRetention, retentionDays } from './retention.ts';

const DAY = 86_400_000;
const start = Date.UTC(2027, 0, 11, 9);
const on = (day: number) => start + day * DAY;

async function endedClass(db: Kysely<Database>, name = '7b') {
  const classId = await createClass(db, { name, by: 'teacher', now: start });
  const by = { classId, by: 'teacher', now: start };
  await changeClass(db, 'ended', by);
  return by;
}

const kept = async (db: Kysely<Database>) =>
  (await db.selectFrom('class').select(['name', 'erase_announced_at']).orderBy('name').execute()).map(
    ({ name, erase_announced_at: at }) => [name, at === null ? null : (at - start) / DAY]
  );

describeOnEachEngine('what is old', (open) => {
  test('a class is announced thirty days before its time and erased then; one that never ended is kept', async () => {
    const { db } = await open();
    await endedClass(db);
    await createClass(db, { name: 'goes on', by: 'teacher', now: start });
    for (let day = 0; day < 370; day += 10)
      expect((await checkRetention(db, on(day), 400)).erased).toEqual([]);
    expect(await kept(db)).toEqual([
      ['7b', null],
      ['goes on', null]
    ]);
    expect(await checkRetention(db, on(370), 400)).toEqual({
      erased: [],
      announced: [{ name: '7b', on: on(400) }]
    });
    expect(await kept(db)).toEqual([
      ['7b', 370],
      ['goes on', null]
    ]);
    for (let day = 371; day < 400; day++) expect((await checkRetention(db, on(day), 400)).erased).toEqual([]);
    expect(await checkRetention(db, on(400), 400)).toEqual({ erased: ['7b'], announced: [] });
    expect(await kept(db)).toEqual([['goes on', null]]);
  });

  test('a clock that stands far ahead for a moment erases nothing, and leaves no announcement', async () => {
    const { db } = await open();
    await endedClass(db);
    await checkRetention(db, on(1), 400);
    await checkRetention(db, on(9000), 400);
    expect(await kept(db)).toEqual([['7b', 9000]]);
    await checkRetention(db, on(2), 400);
    expect(await kept(db)).toEqual([['7b', null]]);
    await checkRetention(db, on(9040), 400);
    await checkRetention(db, on(3), 400);
    expect(await kept(db)).toEqual([['7b', null]]);
  });

  test('a class that is opened again after it was announced is kept', async () => {
    const { db } = await open();
    const by = await endedClass(db);
    for (let day = 360; day < 390; day++) await checkRetention(db, on(day), 400);
    await changeClass(db, 'reopened', by);
    for (let day = 390; day < 500; day++) await checkRetention(db, on(day), 400);
    expect(await kept(db)).toEqual([['7b', null]]);
  });

  test('a device that nobody used for long is signed out, but not by a clock that jumped', async () => {
    const { db } = await open();
    const classId = await createClass(db, { name: '7b', by: 'teacher', now: start });
    const { join_code } = await db.selectFrom('class').select('join_code').executeTakeFirstOrThrow();
    await join(db, join_code!, 'Quiet Maple', start);
    const devices = () => db.selectFrom('learner_session').select('class_id').execute();
    await checkRetention(db, on(1), 400);
    await checkRetention(db, on(9000), 400);
    for (let day = 2; day <= DEVICE_DAYS; day += 9) await checkRetention(db, on(day), 400);
    expect(await devices()).toEqual([{ class_id: classId }]);
    await checkRetention(db, on(DEVICE_DAYS + 1), 400);
    expect(await devices()).toEqual([]);
  });
});

describe('RETENTION_DAYS', () => {
  test('is 400 where nothing is said', () => expect(retentionDays(undefined)).toBe(400));
  test('is a whole number of days', () => expect(retentionDays('90')).toBe(90));
  test.each(['29', '40.5', 'never', '-1', '1e9'])(
    '%s is refused with a sentence that says what it may be',
    (said) => expect(() => retentionDays(said)).toThrow(/RETENTION_DAYS is .+ from 30 to 36500/)
  );
});
