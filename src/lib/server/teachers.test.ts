import { expect, test } from 'vitest';
import { account } from './class-fixture.ts';
import { createClass } from './classes.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { openInvitations } from './invitations.ts';
import { acceptInvitation, handOver, inviteTeacher, teachersOf, uninviteTeacher } from './teachers.ts';

const now = Date.UTC(2027, 0, 11, 9);

describeOnEachEngine('the owner of a class', (open) => {
  test('hands it over once, however often it is pressed: there is one owner', async () => {
    const { db } = await open();
    const [ada, ben, cem] = [
      await account(db, 'ada', now),
      await account(db, 'ben', now),
      await account(db, 'cem', now)
    ];
    const classId = await createClass(db, { name: '7b', by: ada, now });
    const by = { classId, by: ada, now };
    for (const each of [ben, cem]) await acceptInvitation(db, await inviteTeacher(db, by), each, now);
    const done = await Promise.all([handOver(db, ben, by), handOver(db, cem, by)]);
    expect(done.filter(Boolean)).toHaveLength(1);
    const roles = (await teachersOf(db, classId)).map(({ role }) => role);
    expect(roles).toEqual(['owner', 'co-teacher', 'co-teacher']);
  });

  test('takes an invitation back once, and the history says so', async () => {
    const { db } = await open();
    const ada = await account(db, 'ada', now);
    const by = { classId: await createClass(db, { name: '7b', by: ada, now }), by: ada, now };
    await inviteTeacher(db, by);
    const [invitation] = await openInvitations(db, { classId: by.classId, now });
    for (const _ of [1, 2]) await uninviteTeacher(db, invitation!.id, by);
    expect(await openInvitations(db, { classId: by.classId, now })).toEqual([]);
    const lines = await db
      .selectFrom('audit')
      .select('detail')
      .where('detail', 'like', 'Took back%')
      .execute();
    expect(lines).toHaveLength(1);
  });
});
