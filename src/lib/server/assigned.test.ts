import { expect, test } from 'vitest';
import { MADE_OF } from '../classroom/live/naming.ts';
import { newSession } from '../classroom/live/state.ts';
import { assignedTo } from './assigned.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { newId } from './ids.ts';
import { assign, HOUR, sitting, T } from './works-fixture.ts';
import { handIn } from './handing-in.ts';
import { beginWork } from './works.ts';

describeOnEachEngine('what is set to a learner', (open) => {
  test('is listed: what is to be done first, the soonest due first, then what opens, then what is over', async () => {
    const { db } = await open();
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
  });

  test('has the title that its instructor gave it, be it one that marks of a session would have', async () => {
    const { db } = await open();
    const { whose } = await sitting(db);
    const title = `Today${MADE_OF.last}`;
    await db.updateTable('assignment').set({ title }).execute();
    const [homework] = await assignedTo(db, whose, T);
    expect(homework!.title).toBe(title);
    const { classId, assignmentId } = whose;
    const live = await assign(db, classId, {}, ['warm-up/mark-careful']);
    await db.updateTable('assignment').set({ state: 'draft' }).where('id', '=', live).execute();
    const made = { id: live, class_id: classId, created_by: 'teacher', created_at: T };
    await db
      .insertInto('live')
      .values({ ...made, assignment_id: live, version: 1, state: JSON.stringify(newSession([])) })
      .execute();
    await db
      .insertInto('live_made')
      .values({ ...made, live_id: live, assignment_id: assignmentId, what: 'last' })
      .execute();
    const [marks] = await assignedTo(db, whose, T);
    expect(marks!.title).toBe('Today');
  });

  test('says the mark and that there is a comment, once both may be told', async () => {
    const { db } = await open();
    const { whose, parts } = await sitting(db, { attempts: 2 }, [
      'warm-up/mark-careful',
      'warm-up/sort-reserved'
    ]);
    const say = async (workId: string, partId: string | null) =>
      db
        .insertInto('comment')
        .values({
          ...{ id: newId(), class_id: whose.classId, work_id: workId, part_id: partId, words: 'Look again.' },
          ...{ created_by: 'teacher', created_at: T }
        })
        .execute();
    const told = async () => (await assignedTo(db, whose, T + 9))[0]!.told;
    expect(await told()).toBeNull();
    const first = await beginWork(db, whose, T);
    await handIn(db, whose, first!.id, T + 1);
    await say(first!.id, parts[1]!.id);
    // The reserved exercise may be answered once more.
    expect(await told()).toEqual({ mark: null, commented: false, attempt: null });
    const second = await beginWork(db, whose, T + 2);
    await handIn(db, whose, second!.id, T + 3);
    expect(await told()).toEqual({ mark: null, commented: false, attempt: 2 });
    await say(second!.id, null);
    await db
      .updateTable('work')
      .set({ revealed_at: T + 4 })
      .where('id', '=', second!.id)
      .execute();
    expect(await told()).toEqual({ mark: 0, commented: true, attempt: 2 });
  });
});
