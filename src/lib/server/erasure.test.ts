import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { audit } from './audit.ts';
import { EXPORTED, exportClass, onlyOf } from './class-export.ts';
import { createClass } from './classes.ts';
import type { Database } from './db/schema.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { eraseAccount, eraseClass, ERASED, eraseLearner, leftBy } from './erasure.ts';
import { newId } from './ids.ts';
import { join } from './learners.ts';
import { openAccount } from './sign-up.ts';
import { acceptInvitation, inviteTeacher, teachersOf } from './teachers.ts';
import { makeReentry } from './roster.ts';

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

const tablesWith = (found: Record<string, string>, text: string) =>
  Object.keys(found).filter((table) => found[table]!.includes(text));

async function account(db: Db, name: string): Promise<string> {
  const opened = await openAccount(db, 'open', { name, password: 'four words for tests', code: '' }, now);
  if ('refused' in opened) throw new Error(opened.refused);
  const times = { created_at: 'now', updated_at: 'now', expires_at: 'later' };
  await db
    .insertInto('session')
    .values({ id: newId(), user_id: opened.id, token: newId(), ip_address: null, user_agent: null, ...times })
    .execute();
  await db
    .insertInto('verification')
    .values({ id: newId(), identifier: newId(), value: opened.id, ...times })
    .execute();
  return opened.id;
}

/** A class with two learners who did everything that leaves a row. */
async function fullClass(db: Db, name: string, teacher: string, learners: readonly [string, string]) {
  const classId = await createClass(db, { name, by: teacher, now });
  const by = { classId, by: teacher, now };
  const { join_code } = await db
    .selectFrom('class')
    .select('join_code')
    .where('id', '=', classId)
    .executeTakeFirstOrThrow();
  const version = newId();
  await db
    .insertInto('pinned')
    .values({
      ...{
        version,
        item_version: 'i',
        pack: 'warm-up',
        slug: 'x',
        type: 'attribution',
        title: 't',
        task: 't'
      },
      ...{ skill: 'voice', level: 1, minutes: 5, access: 'open', item: '{"a":1}', key: '{"secret":1}' },
      ...{ sources: '[]', created_at: now }
    })
    .execute();
  const [assignment, part] = [newId(), newId()];
  const of = { class_id: classId, created_by: teacher, created_at: now };
  await db
    .insertInto('assignment')
    .values({
      ...of,
      id: assignment,
      title: 'T',
      words: '',
      state: 'published',
      settings: '{}',
      updated_at: now
    })
    .execute();
  await db
    .insertInto('part')
    .values({
      ...{
        id: part,
        class_id: classId,
        assignment_id: assignment,
        position: 0,
        pack: 'warm-up',
        lesson: null
      },
      ...{ exercise: 'x', version, stand_in: null, stand_in_version: null, words: '' }
    })
    .execute();
  await db
    .insertInto('accepted')
    .values({
      ...of,
      id: newId(),
      assignment_id: assignment,
      part_id: part,
      version,
      item_id: 'i',
      given: 'g',
      reason: 'r'
    })
    .execute();
  const rescoring = newId();
  await db
    .insertInto('rescoring')
    .values({ ...of, id: rescoring, assignment_id: assignment, plan: '{}', why: 'r' })
    .execute();
  await inviteTeacher(db, by);
  const ids: string[] = [];
  for (const learner of learners) {
    const entered = await join(db, join_code!, learner, now);
    if ('refused' in entered) throw new Error(entered.refused);
    const { learnerId } = entered;
    ids.push(learnerId);
    await makeReentry(db, learnerId, by);
    const [work, answer, score] = [newId(), newId(), newId()];
    const theirs = { class_id: classId, learner_id: learnerId };
    const marked = { class_id: classId, work_id: work, part_id: part };
    await db
      .insertInto('work')
      .values({
        id: work,
        ...theirs,
        assignment_id: assignment,
        number: 1,
        kind: 'assigned',
        started_at: now,
        late: 0
      })
      .execute();
    await db
      .insertInto('extension')
      .values({ ...of, ...theirs, assignment_id: assignment, minutes: 5 })
      .execute();
    await db
      .insertInto('opt_out')
      .values({ ...theirs, part_id: part, created_at: now })
      .execute();
    await db
      .insertInto('answer')
      .values({
        id: answer,
        ...marked,
        version,
        answer: '{"mode":"sort"}',
        revision: 1,
        delivery: 'd',
        saved_at: now
      })
      .execute();
    await db
      .insertInto('score')
      .values({
        id: score,
        ...marked,
        ...of,
        answer_id: answer,
        version,
        score: 0.5,
        marked: '{}',
        why: 'Handed in.'
      })
      .execute();
    await db
      .insertInto('rescored')
      .values({ id: newId(), class_id: classId, rescoring_id: rescoring, score_id: score, version })
      .execute();
    await db
      .insertInto('override')
      .values({ id: newId(), ...marked, ...of, points: 60, reason: 'r' })
      .execute();
    await db
      .insertInto('comment')
      .values({ id: newId(), ...marked, ...of, words: `Dear ${learner}` })
      .execute();
    await audit(db, {
      classId,
      actor: teacher,
      what: 'answers-seen',
      about: learnerId,
      detail: 'Opened them.',
      at: now
    });
  }
  return { classId, by, version, learners: ids as [string, string] };
}

describeOnEachEngine('erasing', (open) => {
  test('the class of this test has a row in every table that can hold one of a class', async () => {
    const { db } = await open();
    const { classId } = await fullClass(db, 'Class One', await account(db, 'ada'), [
      'Quiet Maple',
      'Calm Lake'
    ]);
    const all = (await db.introspection.getTables()).map(({ name }) => name);
    const expected = all.filter((name) => !OF_NO_CLASS.includes(name));
    expect(tablesWith(await dump(db), classId)).toEqual(expected.toSorted());
  });

  test('a learner leaves nothing behind, and the others of the class lose nothing', async () => {
    const { db } = await open();
    const teacher = await account(db, 'ada');
    const { by, learners } = await fullClass(db, 'Class One', teacher, ['Quiet Maple', 'Calm Lake']);
    const before = await exportClass(db, by.classId, now);
    await eraseLearner(db, learners[0], by);
    const after = await dump(db);
    for (const trace of [learners[0], 'Quiet Maple']) expect(tablesWith(after, trace)).toEqual([]);
    const own = (everything: typeof before) => onlyOf(everything, learners[1]);
    expect(own(await exportClass(db, by.classId, now))).toEqual(own(before));
    const last = await db
      .selectFrom('audit')
      .selectAll()
      .where('what', '=', 'erased')
      .executeTakeFirstOrThrow();
    expect(last).toMatchObject({ actor: teacher, about: ERASED, detail: 'A learner with all work.' });
  });

  test('a class leaves nothing behind, and another class loses nothing', async () => {
    const { db } = await open();
    const teacher = await account(db, 'ada');
    const one = await fullClass(db, 'Class One', teacher, ['Quiet Maple', 'Calm Lake']);
    const two = await fullClass(db, 'Class Two', teacher, ['Brave Harp', 'Early Fern']);
    const before = await exportClass(db, two.classId, now);
    await eraseClass(db, one.classId);
    const after = await dump(db);
    for (const trace of [one.classId, 'Class One', ...one.learners, 'Quiet Maple', 'Calm Lake'])
      expect(tablesWith(after, trace)).toEqual([]);
    expect(await exportClass(db, two.classId, now)).toEqual(before);
  });

  test('an account goes with its classes, but one that has a co-teacher goes on with them', async () => {
    const { db } = await open();
    const [ada, ben] = [await account(db, 'ada.teacher'), await account(db, 'ben.teacher')];
    const alone = await fullClass(db, 'Class One', ada, ['Quiet Maple', 'Calm Lake']);
    const shared = await fullClass(db, 'Class Two', ada, ['Brave Harp', 'Early Fern']);
    await acceptInvitation(db, await inviteTeacher(db, shared.by), ben, now);
    const lent = await fullClass(db, 'Class Three', ben, ['Neat Quilt', 'Snug Page']);
    await acceptInvitation(db, await inviteTeacher(db, lent.by), ada, now);
    expect(await leftBy(db, ada)).toEqual({
      erased: [{ id: alone.classId, name: 'Class One' }],
      handedOver: [{ id: shared.classId, name: 'Class Two', to: ben }]
    });
    await eraseAccount(db, ada, now);
    const after = await dump(db);
    for (const trace of [ada, 'ada.teacher', alone.classId, ...alone.learners])
      expect(tablesWith(after, trace)).toEqual([]);
    for (const { classId } of [shared, lent])
      expect(await teachersOf(db, classId)).toEqual([{ id: ben, name: 'ben.teacher', role: 'owner' }]);
    expect(tablesWith(after, 'Dear Brave Harp')).toEqual(['comment']);
  });
});

describeOnEachEngine('the export of a class', (open) => {
  test('has every row of every table that names the class, but for secrets', async () => {
    const { db } = await open();
    const { classId, version } = await fullClass(db, 'Class One', await account(db, 'ada'), [
      'Quiet Maple',
      'Calm Lake'
    ]);
    const naming = (await db.introspection.getTables())
      .filter(({ columns }) => columns.some(({ name }) => name === 'class_id'))
      .map(({ name }) => name);
    expect(
      [...EXPORTED, 'teaching', 'learner', 'learner_session', 'invitation', 'rescored'].toSorted()
    ).toEqual(naming.toSorted());
    const everything = await exportClass(db, classId, now);
    for (const table of EXPORTED) expect(everything.rows[table].length, table).toBeGreaterThan(0);
    expect(everything.learners.map(({ name }) => name)).toEqual(['Calm Lake', 'Quiet Maple']);
    expect(everything.rows.answer[0]!.answer).toEqual({ mode: 'sort' });
    expect(everything.exercises).toMatchObject([{ version, item: { a: 1 } }]);
    expect(JSON.stringify(everything)).not.toMatch(/_hash|"secret"/);
  });

  test('of one learner has nothing of another', async () => {
    const { db } = await open();
    const { classId, learners } = await fullClass(db, 'Class One', await account(db, 'ada'), [
      'Quiet Maple',
      'Calm Lake'
    ]);
    const own = onlyOf(await exportClass(db, classId, now), learners[0]);
    const text = JSON.stringify(own);
    expect(text).toContain('Quiet Maple');
    for (const trace of [learners[1], 'Calm Lake']) expect(text).not.toContain(trace);
    for (const table of ['work', 'answer', 'score', 'override', 'comment', 'extension', 'opt_out'] as const)
      expect(own.rows[table], table).toHaveLength(1);
  });
});
