import type { Kysely } from 'kysely';
import { expect, test, vi } from 'vitest';
import { demote, promote, shut } from './account-admin.ts';
import { account } from './class-fixture.ts';
import { createClass } from './classes.ts';
import type { Database } from './db/schema.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { openInvitations } from './invitations.ts';
import { handOver, inviteTeacher, uninviteTeacher } from './teachers.ts';

/** What scrypt does is another test's (`passwords.test.ts`). */
vi.mock(import('./passwords.ts'), () => ({
  hashPassword: () => Promise.resolve('a hash'),
  verifyPassword: () => Promise.resolve(true)
}));

const T = Date.UTC(2026, 10, 2, 8);

describeOnEachEngine('a class and an installation', (open) => {
  /** A class of the first of these accounts, which the others co-teach. */
  async function taught(db: Kysely<Database>, names: readonly string[]) {
    const [owner, ...others] = await Promise.all(names.map((name) => account(db, name, T)));
    const classId = await createClass(db, { name: '5b', by: owner!, now: T });
    for (const user_id of others)
      await db
        .insertInto('teaching')
        .values({ class_id: classId, user_id, role: 'co-teacher', created_at: T })
        .execute();
    return { by: { classId, by: owner!, now: T }, others };
  }
  const owners = async (db: Kysely<Database>) => {
    const rows = await db.selectFrom('teaching').select('user_id').where('role', '=', 'owner').execute();
    return rows.map(({ user_id }) => user_id);
  };

  test('have one owner, also where the class is handed to several at once', async () => {
    const { db } = await open();
    const { by, others } = await taught(db, ['Ada', 'Ben', 'Cem', 'Dot', 'Eve']);
    const done = await Promise.all(others.map((other) => handOver(db, other, by)));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await owners(db)).toEqual([others[done.indexOf(true)]]);
  });

  test('are handed over by the owner to a co-teacher, and to nobody else', async () => {
    const { db } = await open();
    const { by, others } = await taught(db, ['Ada', 'Ben']);
    const stranger = await account(db, 'Cem', T);
    expect(await handOver(db, stranger, by)).toBe(false);
    expect(await handOver(db, by.by, by)).toBe(false);
    expect(await handOver(db, by.by, { ...by, by: others[0]! })).toBe(false);
    expect(await owners(db)).toEqual([by.by]);
  });

  test('keep an administrator where two shut each other out at once', async () => {
    const { db } = await open();
    const [ada, ben] = await Promise.all(['Ada', 'Ben'].map((name) => account(db, name, T)));
    // More than once: a connection that is opened first lets one of them go ahead.
    for (const take of [shut, demote, shut, demote, shut, demote]) {
      for (const id of [ada!, ben!]) {
        await promote(db, id);
        await db.updateTable('user').set({ disabled: 0 }).where('id', '=', id).execute();
      }
      const done = await Promise.all([take(db, ada!), take(db, ben!)]);
      expect(done.toSorted()).toEqual([false, true]);
    }
  });

  test('takes an invitation back once, and the history says so', async () => {
    const { db } = await open();
    const ada = await account(db, 'ada', T);
    const by = { classId: await createClass(db, { name: '7b', by: ada, now: T }), by: ada, now: T };
    await inviteTeacher(db, by);
    const [invitation] = await openInvitations(db, { classId: by.classId, now: T });
    for (const _ of [1, 2]) await uninviteTeacher(db, invitation!.id, by);
    expect(await openInvitations(db, { classId: by.classId, now: T })).toEqual([]);
    const lines = await db
      .selectFrom('audit')
      .select('detail')
      .where('detail', 'like', 'Took back%')
      .execute();
    expect(lines).toHaveLength(1);
  });
});
