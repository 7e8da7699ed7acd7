import { expect, test } from 'vitest';
import { worksUntil } from '../classroom/join-code.ts';
import { auditPage } from './audit.ts';
import { catalogue } from './catalogue.ts';
import { changeClass, createClass } from './classes.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { doorOf, isOpen, keepWhileLive, keptForLive } from './join-codes.ts';
import { chosenOf } from './live/choosing.ts';
import { startLive } from './live/starting.ts';

const now = Date.UTC(2027, 0, 11, 9);
const DAY = 86_400_000;

describeOnEachEngine('a live session in a class', (open) => {
  const starting = async () => {
    const { db } = await open();
    const classId = await createClass(db, { name: '7b', by: 'teacher', now });
    const chosen = chosenOf(await catalogue(), ['warm-up/sort-careful'])!;
    return {
      ...{ db, classId },
      start: (at: number) =>
        startLive(db, { title: 'Monday', steps: chosen }, { classId, by: 'teacher', now: at }),
      door: async (at: number) =>
        doorOf(await db.selectFrom('class').selectAll().executeTakeFirstOrThrow(), at)
    };
  };
  const lastMoment = worksUntil(now);

  test('keeps a code that has run out, and the history says who started it', async () => {
    const { db, classId, start, door } = await starting();
    const late = lastMoment + 40 * DAY;
    const before = await door(late);
    expect([before.over, isOpen(before)]).toEqual([true, false]);
    await start(late);
    const after = await door(late);
    expect(after).toEqual({ ...before, until: worksUntil(late), over: false });
    expect(isOpen(after)).toBe(true);
    expect(await keptForLive(db, classId)).toBe(late);
    const { entries } = await auditPage(db, classId, 1);
    expect(entries.map(({ detail }) => detail)).toContain(
      'Started a live session: the join code works for 30 more days.'
    );
    await changeClass(db, 'shut', { classId, by: 'teacher', now: late + 1 });
    expect(await keptForLive(db, classId)).toBe(late);
  });

  test.each(['kept', 'code'] as const)(
    'is not named any more once its instructor changed the code: %s',
    async (change) => {
      const { db, classId, start } = await starting();
      const late = lastMoment + 40 * DAY;
      await start(late);
      // At the very moment as well: what somebody does to the code themselves they know.
      await changeClass(db, change, { classId, by: 'teacher', now: late });
      expect(await keptForLive(db, classId)).toBeNull();
    }
  );

  test('is known by what was done, whatever words the history has for it', async () => {
    const { db, classId, start } = await starting();
    const late = lastMoment + 40 * DAY;
    await start(late);
    await db.updateTable('audit').set({ detail: 'In other words.' }).execute();
    expect(await keptForLive(db, classId)).toBe(late);
  });

  test('keeps a code that runs out within the day, and leaves one alone that works for longer', async () => {
    const one = await starting();
    await one.start(lastMoment - DAY + 1);
    expect((await one.door(lastMoment)).until).toBeGreaterThan(lastMoment);

    const other = await starting();
    await other.start(lastMoment - DAY);
    expect((await other.door(lastMoment)).until).toBe(lastMoment);
    expect(await keptForLive(other.db, other.classId)).toBeNull();
  });

  test('keeps the code while it runs, once it is about to run out, and not after its end', async () => {
    const { db, classId, start, door } = await starting();
    const begun = await start(now);
    const live = 'id' in begun! ? begun.id : '';
    await keepWhileLive(db, live, lastMoment - DAY);
    expect((await door(now)).until).toBe(lastMoment);
    await keepWhileLive(db, live, lastMoment - DAY + 1);
    const kept = worksUntil(lastMoment - DAY + 1);
    expect((await door(now)).until).toBe(kept);
    expect(await keptForLive(db, classId)).toBe(lastMoment - DAY + 1);
    const { entries } = await auditPage(db, classId, 1);
    expect(entries.map(({ detail }) => detail)).toContain(
      'A live session runs: the join code works for 30 more days.'
    );
    await db.updateTable('live').set({ ended_at: kept }).where('id', '=', live).execute();
    await keepWhileLive(db, live, kept + DAY);
    expect(await door(kept + DAY)).toMatchObject({ until: kept, over: true });
  });

  test('in a class that nobody joins makes no code', async () => {
    const { db, classId, start, door } = await starting();
    await db.updateTable('class').set({ join_code: null, join_code_expires_at: null }).execute();
    await start(now);
    for (const change of ['kept', 'code'] as const)
      await changeClass(db, change, { classId, by: 'teacher', now });
    expect(await door(now)).toEqual({ code: null, shut: false, until: null, over: false });
    expect(await keptForLive(db, classId)).toBeNull();
  });
});
