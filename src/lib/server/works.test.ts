import { expect, test } from 'vitest';
import { GRACE } from '../classroom/phase.ts';
import type { Settings } from '../classroom/settings.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { extend } from './extensions.ts';
import { handIn, handInOverdue } from './handing-in.ts';
import { newId } from './ids.ts';
import { beginWork, ownOf, standIn } from './works.ts';
import { assign, doing, HOUR, sitting, T } from './works-fixture.ts';

describeOnEachEngine('works', (open) => {
  async function begun(change: Partial<Settings> = {}, store = open()) {
    const { db } = await store;
    const at = await sitting(db, change);
    const scores = () => db.selectFrom('score').selectAll().where('replaced_at', 'is', null).execute();
    return { ...at, ...doing(at), scores };
  }

  test('begin once, however often it is pressed, and not before it opens', async () => {
    const { begin } = await begun({ opens: T, minutes: 30, attempts: 2 });
    expect(await begin(T - 1)).toBeNull();
    const [one, two] = await Promise.all([begin(), begin()]);
    expect(one).toMatchObject({ number: 1, started_at: T, ends_at: T + HOUR / 2 });
    expect(two).toEqual(one);
  });

  test('are handed in once, with a mark for each exercise that was answered', async () => {
    const { begin, solve, submit, scores } = await begun({ due: T + HOUR });
    const work = (await begin())!;
    await solve(1, work);
    const handed = await Promise.all([submit(work, T + 2000), submit(work, T + 2000)]);
    expect(handed[0]).toMatchObject({ handed_in_at: T + 2000, handed_in_by: 'learner', late: 0 });
    expect(handed[1]).toEqual(handed[0]);
    expect(await scores()).toMatchObject([{ score: 1, created_by: null, why: 'Handed in.' }]);
    expect(await submit(work, T + 9 * HOUR)).toEqual(handed[0]);
    expect(await begin(T + 3000)).toBeNull();
  });

  test('that come after the due time are late', async () => {
    const { begin, submit } = await begun({ due: T + HOUR });
    const work = (await begin())!;
    expect(await submit(work, T + HOUR + 1)).toMatchObject({ late: 1 });
  });

  test('are handed in by the time that ran out, as at its end, once no answer can be on its way', async () => {
    const { db, begin, solve, scores } = await begun({ minutes: 60 });
    const work = (await begin())!;
    await solve(1, work);
    expect(await handInOverdue(db, {}, T + HOUR + GRACE - 1)).toBe(0);
    expect(await handInOverdue(db, {}, T + HOUR + GRACE)).toBe(1);
    expect(await handInOverdue(db, {}, T + 2 * HOUR)).toBe(0);
    expect(await db.selectFrom('work').selectAll().execute()).toMatchObject([
      { handed_in_at: T + HOUR, handed_in_by: 'time' }
    ]);
    expect(await scores()).toHaveLength(1);
  });

  test('that cannot be marked, because their exercise is gone, keep no other from being handed in', async () => {
    const { db, begin, solve } = await begun({ minutes: 60 });
    const work = (await begin())!;
    await solve(1, work);
    const other = { ...work, id: newId(), number: 2 };
    await db.insertInto('work').values(other).execute();
    const answer = await db.selectFrom('answer').selectAll().executeTakeFirstOrThrow();
    await db
      .insertInto('pinned')
      .values({
        ...(await db
          .selectFrom('pinned')
          .selectAll()
          .where('version', '=', answer.version)
          .executeTakeFirstOrThrow()),
        version: 'gone',
        type: 'gone'
      })
      .execute();
    await db.updateTable('part').set({ version: 'gone' }).where('id', '=', answer.part_id).execute();
    await db.updateTable('answer').set({ version: 'gone' }).execute();
    expect(await handInOverdue(db, {}, T + HOUR + GRACE)).toBe(1);
    const rows = await db.selectFrom('work').select(['id', 'handed_in_at']).execute();
    expect(rows).toContainEqual({ id: work.id, handed_in_at: null });
    expect(rows).toContainEqual({ id: other.id, handed_in_at: T + HOUR });
  });

  test('that the time handed in are late only where an answer was', async () => {
    const change = { due: T + HOUR, closes: T + 2 * HOUR };
    for (const [answered, late] of [
      [T + HOUR, 0],
      [T + HOUR + 1, 1]
    ] as const) {
      const { db, whose, begin, solve } = await begun(change);
      await solve(1, (await begin())!, { now: answered });
      const own = await ownOf(db, whose, T + 3 * HOUR);
      expect(own!.works).toMatchObject([{ handed_in_at: T + 2 * HOUR, late }]);
    }
  });

  test('of an archived assignment are handed in as they are', async () => {
    const { db, whose, begin } = await begun();
    await begin();
    await db.updateTable('assignment').set({ state: 'archived' }).execute();
    expect((await ownOf(db, whose, T + 5000))!.works).toMatchObject([
      { handed_in_at: T + 5000, handed_in_by: 'time' }
    ]);
  });

  test('are nobody else’s', async () => {
    const { db, begin, other, submit } = await begun();
    const work = (await begin())!;
    expect(await handIn(db, other.whose, work.id, T)).toBeNull();
    const elsewhere = await sitting(db);
    expect(await handIn(db, elsewhere.whose, work.id, T)).toBeNull();
    expect(await ownOf(db, { ...elsewhere.whose, assignmentId: work.assignment_id }, T)).toBeNull();
    expect(await submit(work, T)).toMatchObject({ handed_in_by: 'learner' });
  });

  test('count the stand-in where it is taken, and keep the other answer', async () => {
    const { db, whose, parts, begin, solve, submit, scores } = await begun();
    const work = (await begin())!;
    const [first, second] = parts;
    await solve(0, work);
    expect(await standIn(db, whose, [first!.id, second!.id], true, T)).toBe(true);
    expect((await ownOf(db, whose, T))!.instead).toEqual(new Set([first!.id]));
    await solve(0, work, { standIn: true });
    await submit(work, T + 5000);
    expect(await scores()).toMatchObject([{ part_id: first!.id, version: first!.stand_in_version }]);
    expect(await db.selectFrom('answer').selectAll().execute()).toHaveLength(2);
    expect(await standIn(db, whose, [first!.id], false, T + 6000)).toBe(false);
  });

  test('that were checked at once stand, are marked, and are checked only once', async () => {
    const { db, whose, parts, begin, solve, check, submit, scores } = await begun({ feedback: 'at-once' });
    const work = (await begin())!;
    await solve(0, work);
    const checked = await check(0, work);
    expect(checked).toMatchObject({ is: 'checked', verdict: { status: 'scored', score: 1 } });
    expect(await check(0, work, 1, T + 3000)).toEqual(checked);
    expect(await solve(0, work)).toEqual({ is: 'refused', why: 'checked' });
    expect(await standIn(db, whose, [parts[0]!.id], true, T)).toBe(false);
    await submit(work, T + 5000);
    expect(await scores()).toMatchObject([{ why: 'Checked.', score: 1 }]);
  });

  test('have no exercise that was checked and opted out of, whichever of the two comes first', async () => {
    const store = open();
    for (let round = 0; round < 6; round++) {
      const { db, whose, parts, begin, solve, check } = await begun({ feedback: 'at-once' }, store);
      const work = (await begin())!;
      await solve(0, work);
      const [checked, instead] = await Promise.all([
        check(0, work),
        standIn(db, whose, [parts[0]!.id], true, T + 2000)
      ]);
      expect([checked.is === 'checked', instead].toSorted()).toEqual([false, true]);
    }
  });

  test('take several checks of reserved exercises at once', async () => {
    const { db } = await open();
    const names = ['warm-up/sort-reserved', 'warm-up/sort-careful', 'warm-up/mark-careful'];
    // The first round opens the connections.
    for (let round = 0; round < 3; round++) {
      const { begin, solve, check } = doing(await sitting(db, { feedback: 'at-once' }, names));
      await db.updateTable('pinned').set({ access: 'reserved' }).execute();
      const work = (await begin())!;
      for (const number of names.keys()) await solve(number, work);
      const checked = await Promise.all([...names.keys()].map((number) => check(number, work)));
      expect(checked.map(({ is }) => is)).toEqual(names.map(() => 'checked'));
    }
  });

  test('are checked as the page shows them, or not at all', async () => {
    const { begin, solve, check, submit } = await begun({ feedback: 'at-once' });
    const work = (await begin())!;
    expect(await check(1, work)).toEqual({ is: 'refused', why: 'unknown' });
    await solve(1, work);
    expect(await check(1, work, 2)).toMatchObject({ is: 'conflict', revision: 1 });
    await submit(work, T + 2000);
    expect(await check(1, work, 1, T + 3000)).toEqual({ is: 'refused', why: 'handed-in' });
  });

  test('are not checked where feedback comes later', async () => {
    const { begin, solve, check } = await begun({ feedback: 'handed-in' });
    const work = (await begin())!;
    await solve(1, work);
    expect(await check(1, work)).toEqual({ is: 'refused', why: 'later' });
  });

  test('show the verdict of an open exercise after hand-in, and of a reserved one after the last attempt', async () => {
    const { db, begin, solve, submit, verdict } = await begun({ attempts: 2 });
    const one = (await begin())!;
    await solve(1, one);
    await solve(2, one);
    expect(await verdict(1, one.id, T + 2000)).toBeNull();
    await submit(one, T + 2000);
    expect(await verdict(1, one.id, T + 3000)).toMatchObject({ status: 'scored' });
    expect(await verdict(2, one.id, T + 3000)).toBeNull();
    const revealed = () => db.selectFrom('work').select('revealed_at').orderBy('number').execute();
    expect(await revealed()).toEqual([{ revealed_at: null }]);
    const two = (await begin(T + 4000))!;
    await submit(two, T + 5000);
    expect(await verdict(2, one.id, T + 6000)).toMatchObject({ status: 'scored' });
    expect(await revealed()).toEqual([{ revealed_at: T + 6000 }, { revealed_at: null }]);
  });

  test('after which a reserved key was shown are the last, whatever clock and extensions say', async () => {
    const { db, whose, begin, solve, submit, verdict } = await begun({ attempts: 3, closes: T + HOUR });
    const work = (await begin())!;
    await solve(2, work);
    await submit(work, T + 2000);
    expect(await verdict(2, work.id, T + HOUR)).toMatchObject({ status: 'scored' });
    expect(await begin(T + 3000)).toBeNull();
    await extend(db, whose, { minutes: 0, until: T + 9 * HOUR }, 'teacher', T + HOUR);
    expect(await begin(T + 2 * HOUR)).toBeNull();
  });

  test('keep a reserved key back while the same exercise can be answered elsewhere in the class', async () => {
    const { db, whose, begin, solve, submit, verdict } = await begun();
    const other = await assign(db, whose.classId, { closes: T + HOUR }, ['warm-up/sort-reserved']);
    const work = (await begin())!;
    await solve(2, work);
    await submit(work, T + 2000);
    expect(await verdict(2, work.id, T + 3000)).toBeNull();
    const there = (await beginWork(db, { ...whose, assignmentId: other }, T + 4000))!;
    expect(await verdict(2, work.id, T + 5000)).toBeNull();
    await handIn(db, { ...whose, assignmentId: other }, there.id, T + 6000);
    expect(await verdict(2, work.id, T + 7000)).toMatchObject({ status: 'scored' });
  });

  test('that the time handed in go on where the learner is given more, and are marked anew', async () => {
    const { db, whose, begin, solve, submit, scores } = await begun({ minutes: 60, closes: T + 3 * HOUR });
    const work = (await begin())!;
    await solve(1, work);
    await handInOverdue(db, whose, T + 2 * HOUR);
    await extend(db, whose, { minutes: 90, until: null }, 'teacher', T + 2 * HOUR);
    expect(await scores()).toEqual([]);
    await solve(2, work, { now: T + 2.25 * HOUR });
    expect(await submit(work, T + 2.4 * HOUR)).toMatchObject({ handed_in_by: 'learner' });
    expect(await scores()).toHaveLength(2);
    await extend(db, whose, { minutes: 150, until: null }, 'teacher', T + 2.45 * HOUR);
    expect((await ownOf(db, whose, T + 2.45 * HOUR))!.works[0]!.handed_in_by).toBe('learner');
    expect(await db.selectFrom('extension').select('minutes').execute()).toEqual([{ minutes: 150 }]);
  });
});
