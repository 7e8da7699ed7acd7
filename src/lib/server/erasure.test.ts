import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { account, fullClass, type FullClass } from './class-fixture.ts';
import { EXPORTED, exportClass, onlyOf } from './class-export.ts';
import type { Database } from './db/schema.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { eraseAccount, eraseClass, ERASED, eraseLearner, eraseUnused, leftBy, unusedIn } from './erasure.ts';
import { join } from './learners.ts';
import { addDealt, rosterOf } from './roster.ts';
import { acceptInvitation, inviteTeacher, teachersOf } from './teachers.ts';

type Db = Kysely<Database>;
const now = Date.UTC(2027, 0, 11, 9);

/** Tables whose rows belong to no class. */
const OF_NO_CLASS = ['account', 'failure', 'pinned', 'session', 'setting', 'user', 'verification'];

/** Everything that the store holds: each table by its name. */
async function dump(db: Db): Promise<Record<string, string>> {
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const found: Record<string, string> = {};
  for (const name of tables.toSorted())
    found[name] = JSON.stringify(
      await db
        .selectFrom(name as 'class')
        .selectAll()
        .execute()
    );
  return found;
}

const ids = ({ learners }: FullClass) => learners.map(({ id }) => id);

const tablesWith = (found: Record<string, string>, text: string) =>
  Object.keys(found).filter((table) => found[table]!.includes(text));

describeOnEachEngine('erasing', (open) => {
  test('the class of this test has a row in every table that can hold one of a class', async () => {
    const { db } = await open();
    const { classId } = await fullClass(db, {
      name: 'Class One',
      teacher: await account(db, 'ada', now),
      learners: ['Quiet Maple', 'Calm Lake'],
      now
    });
    const all = (await db.introspection.getTables()).map(({ name }) => name);
    const expected = all.filter((name) => !OF_NO_CLASS.includes(name));
    expect(tablesWith(await dump(db), classId)).toEqual(expected.toSorted());
  });

  test('a learner leaves nothing behind, and the others of the class lose nothing', async () => {
    const { db } = await open();
    const teacher = await account(db, 'ada', now);
    const { by, learners } = await fullClass(db, {
      name: 'Class One',
      teacher: teacher,
      learners: ['Quiet Maple', 'Calm Lake'],
      now
    });
    const before = await exportClass(db, by.classId, now);
    await eraseLearner(db, learners[0]!.id, by);
    const after = await dump(db);
    for (const trace of [learners[0]!.id, 'Quiet Maple']) expect(tablesWith(after, trace)).toEqual([]);
    const own = (everything: typeof before) => onlyOf(everything, learners[1]!.id);
    expect(own(await exportClass(db, by.classId, now))).toEqual(own(before));
    const last = await db
      .selectFrom('audit')
      .selectAll()
      .where('what', '=', 'erased')
      .executeTakeFirstOrThrow();
    expect(last).toMatchObject({ actor: teacher, about: ERASED, detail: 'A learner with all work.' });
  });

  test('a roster that somebody has filled is cleaned at once, and nobody who has begun anything, or is to, goes', async () => {
    const { db } = await open();
    const { by, joinCode, learners } = await fullClass(db, {
      name: 'Class One',
      teacher: await account(db, 'ada', now),
      learners: ['Quiet Maple', 'Calm Lake'],
      now
    });
    const worked = (await rosterOf(db, by.classId)).map(({ id }) => id);
    expect(worked).toEqual(expect.arrayContaining(learners.map(({ id }) => id)));
    const before = await unusedIn(db, by.classId);
    const dealt = await addDealt(db, 30, by);
    const idle = await join(db, joinCode, dealt[0]!, now);
    if ('refused' in idle) throw new Error(idle.refused);
    expect(await unusedIn(db, by.classId)).toEqual({ free: before.free + 29, idle: before.idle + 1 });
    expect(await eraseUnused(db, 'free', by)).toBe(before.free + 29);
    expect(await eraseUnused(db, 'idle', by)).toBe(before.idle + 1);
    expect(await eraseUnused(db, 'idle', by)).toBe(0);
    const left = (await rosterOf(db, by.classId)).map(({ id }) => id);
    expect(left).toEqual(expect.arrayContaining(learners.map(({ id }) => id)));
    expect(tablesWith(await dump(db), idle.learnerId)).toEqual([]);

    // What is set to chosen learners is for somebody still, though they have begun nothing.
    const [missed] = await addDealt(db, 1, by);
    const chosen = await join(db, joinCode, missed!, now);
    if ('refused' in chosen) throw new Error(chosen.refused);
    const { id } = await db.selectFrom('assignment').select('id').executeTakeFirstOrThrow();
    await db
      .insertInto('chosen')
      .values({ class_id: by.classId, assignment_id: id, learner_id: chosen.learnerId })
      .execute();
    expect(await unusedIn(db, by.classId)).toEqual({ free: 0, idle: 0 });
    expect(await eraseUnused(db, 'idle', by)).toBe(0);
  });

  test('a class leaves nothing behind, and another class loses nothing', async () => {
    const { db } = await open();
    const teacher = await account(db, 'ada', now);
    const one = await fullClass(db, {
      name: 'Class One',
      teacher: teacher,
      learners: ['Quiet Maple', 'Calm Lake'],
      now
    });
    const two = await fullClass(db, {
      name: 'Class Two',
      teacher: teacher,
      learners: ['Brave Harp', 'Early Fern'],
      now
    });
    const before = await exportClass(db, two.classId, now);
    await eraseClass(db, one.classId);
    const after = await dump(db);
    for (const trace of [one.classId, 'Class One', ...ids(one), 'Quiet Maple', 'Calm Lake'])
      expect(tablesWith(after, trace)).toEqual([]);
    expect(await exportClass(db, two.classId, now)).toEqual(before);
  });

  test('an account goes with its classes, but one that has a co-teacher goes on with them', async () => {
    const { db } = await open();
    const [ada, ben] = [await account(db, 'ada.teacher', now), await account(db, 'ben.teacher', now)];
    const alone = await fullClass(db, {
      name: 'Class One',
      teacher: ada,
      learners: ['Quiet Maple', 'Calm Lake'],
      now
    });
    const shared = await fullClass(db, {
      name: 'Class Two',
      teacher: ada,
      learners: ['Brave Harp', 'Early Fern'],
      now
    });
    await acceptInvitation(db, await inviteTeacher(db, shared.by), ben, now);
    const lent = await fullClass(db, {
      name: 'Class Three',
      teacher: ben,
      learners: ['Neat Quilt', 'Snug Page'],
      now
    });
    await acceptInvitation(db, await inviteTeacher(db, lent.by), ada, now);
    expect(await leftBy(db, ada)).toEqual({
      erased: [{ id: alone.classId, name: 'Class One' }],
      handedOver: [{ id: shared.classId, name: 'Class Two', to: ben }]
    });
    await eraseAccount(db, ada, now);
    const after = await dump(db);
    for (const trace of [ada, 'ada.teacher', alone.classId, ...ids(alone)])
      expect(tablesWith(after, trace)).toEqual([]);
    for (const { classId } of [shared, lent])
      expect(await teachersOf(db, classId)).toEqual([{ id: ben, name: 'ben.teacher', role: 'owner' }]);
    expect(tablesWith(after, 'Dear Brave Harp')).toEqual(['comment']);
  });
});

describeOnEachEngine('the export of a class', (open) => {
  test('has every row of every table that names the class, but for secrets', async () => {
    const { db } = await open();
    const { classId, version } = await fullClass(db, {
      name: 'Class One',
      teacher: await account(db, 'ada', now),
      learners: ['Quiet Maple', 'Calm Lake'],
      now
    });
    const naming = (await db.introspection.getTables())
      .filter(({ columns }) => columns.some(({ name }) => name === 'class_id'))
      .map(({ name }) => name);
    expect(
      [...EXPORTED, 'teaching', 'learner', 'learner_session', 'invitation', 'rescored'].toSorted()
    ).toEqual(naming.toSorted());
    const everything = await exportClass(db, classId, now);
    for (const table of EXPORTED) expect(everything.rows[table].length, table).toBeGreaterThan(0);
    expect(everything.learners.map(({ name }) => name)).toEqual(['Calm Lake', 'Quiet Maple']);
    expect(everything.rows.answer[0]!.answer).toEqual({ mode: 'sort', labels: {}, sure: {} });
    expect(everything.exercises).toMatchObject([{ version, item: { a: 1 } }]);
    expect(JSON.stringify(everything)).not.toMatch(/_hash|"secret"/);
  });

  test('of one learner has nothing of another', async () => {
    const { db } = await open();
    const { classId, learners } = await fullClass(db, {
      name: 'Class One',
      teacher: await account(db, 'ada', now),
      learners: ['Quiet Maple', 'Calm Lake'],
      now
    });
    const own = onlyOf(await exportClass(db, classId, now), learners[0]!.id);
    const text = JSON.stringify(own);
    expect(text).toContain('Quiet Maple');
    for (const trace of [learners[1]!.id, 'Calm Lake']) expect(text).not.toContain(trace);
    for (const table of [
      ...(['assignment', 'chosen', 'work', 'answer', 'score', 'override', 'comment'] as const),
      ...(['extension', 'opt_out'] as const)
    ])
      expect(own.rows[table], table).toHaveLength(1);
  });

  test('of one learner has nothing of what is set to others', async () => {
    const { db } = await open();
    const { classId, joinCode } = await fullClass(db, {
      name: 'Class One',
      teacher: await account(db, 'ada', now),
      learners: ['Quiet Maple'],
      now
    });
    const entered = await join(db, joinCode, 'Early Fern', now);
    if ('refused' in entered) throw new Error(entered.refused);
    const own = onlyOf(await exportClass(db, classId, now), entered.learnerId);
    expect(own.learners).toHaveLength(1);
    for (const table of ['assignment', 'part', 'chosen', 'live_made', 'accepted', 'rescoring'] as const)
      expect(own.rows[table], table).toEqual([]);
    expect(own.exercises).toEqual([]);
  });
});
