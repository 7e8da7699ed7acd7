import { expect, test } from 'vitest';
import { assignedTo } from './assigned.ts';
import { openStore } from './db/store.ts';
import { assign, HOUR, sitting, T } from './works-fixture.ts';
import { handIn } from './handing-in.ts';
import { beginWork } from './works.ts';

test('a learner sees what is set: what is to be done first, the soonest due first, then what opens, then what is over', async () => {
  const { db, close } = await openStore({ memory: true });
  const { whose } = await sitting(db, { due: T + 5 * HOUR, closes: T + 50 * HOUR });
  const { classId } = whose;
  const steps = ['warm-up/mark-careful'];
  const handedIn = await assign(db, classId, { due: T + HOUR }, steps);
  const opens = await assign(db, classId, { opens: T + 9 * HOUR }, steps);
  const soon = await assign(db, classId, { due: T + 2 * HOUR }, steps);
  const closed = await assign(db, classId, { closes: T + HOUR }, steps);
  const there = { ...whose, assignmentId: handedIn };
  const work = await beginWork(db, there, T);
  await handIn(db, there, work!.id, T + 1);
  await beginWork(db, { ...whose, assignmentId: soon }, T + 1);
  const list = await assignedTo(db, whose, T + 1.5 * HOUR);
  expect(list.slice(0, 3).map(({ id, phase, running }) => [id, phase, running])).toEqual([
    [soon, 'open', true],
    [whose.assignmentId, 'open', false],
    [opens, 'not-yet', false]
  ]);
  const over = Object.fromEntries(list.slice(3).map((each) => [each.id, each]));
  expect(over[closed]).toMatchObject({ phase: 'closed', handedInAt: null });
  expect(over[handedIn]).toMatchObject({ phase: 'done', handedInAt: T + 1, late: false, left: 0 });
  await db.updateTable('assignment').set({ state: 'archived' }).execute();
  expect((await assignedTo(db, whose, T + 2 * HOUR)).map(({ id }) => id).toSorted()).toEqual(
    [soon, handedIn].toSorted()
  );
  await close();
});
