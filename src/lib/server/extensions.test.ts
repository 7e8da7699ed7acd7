import { expect, test } from 'vitest';
import type { Settings } from '../classroom/settings.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { extend, takeBackTime } from './extensions.ts';
import { answersOf, verdictFor } from './feedback.ts';
import { handInOverdue } from './handing-in.ts';
import { doing, HOUR, sitting, T } from './works-fixture.ts';

describeOnEachEngine('more time', (open) => {
  async function seated(change: Partial<Settings>, store = open()) {
    const { db } = await store;
    const at = await sitting(db, change);
    const { whose } = at;
    const give = (more: { minutes?: number; until?: number }, now: number) =>
      extend(db, whose, { minutes: more.minutes ?? 0, until: more.until ?? null }, 'teacher', now);
    const has = () => db.selectFrom('extension').select(['minutes', 'until']).execute();
    const works = () =>
      db
        .selectFrom('work')
        .select(['number', 'handed_in_by', 'revealed_at'])
        .where('learner_id', '=', whose.learnerId)
        .orderBy('number')
        .execute();
    return { ...at, ...doing(at), give, has, works };
  }

  test('that is given a second time takes nothing of the first away, until all of it is taken back', async () => {
    const { db, whose, give, has } = await seated({ minutes: 60, closes: T + HOUR });
    await give({ minutes: 20 }, T);
    await give({ until: T + 24 * HOUR }, T);
    expect(await has()).toEqual([{ minutes: 20, until: T + 24 * HOUR }]);
    await give({ minutes: 10 }, T);
    expect(await has()).toEqual([{ minutes: 20, until: T + 24 * HOUR }]);
    await give({ minutes: 30, until: T + 12 * HOUR }, T);
    expect(await has()).toEqual([{ minutes: 30, until: T + 12 * HOUR }]);
    await takeBackTime(db, whose, 'teacher', T);
    expect(await has()).toEqual([]);
  });

  test('says whether there is more of it, or a work goes on', async () => {
    const { give, begin, works } = await seated({ minutes: 60, closes: T + HOUR });
    expect(await give({ until: T + 3 * HOUR }, T)).toBe('more');
    await begin(T);
    expect(await give({ minutes: 5 }, T)).toBe('more');
    expect(await give({ minutes: 60 }, T + 1.5 * HOUR)).toBe('goes-on');
    expect(await works()).toMatchObject([{ handed_in_by: null }]);
  });

  test('says that it reopens nothing where its end is past as well', async () => {
    const { give, begin, works } = await seated({ minutes: 60, closes: T + 9 * HOUR });
    await begin(T);
    expect(await give({ minutes: 30 }, T + 2 * HOUR)).toBe('past');
    expect(await works()).toMatchObject([{ handed_in_by: 'time' }]);
    const late = await seated({ closes: T + HOUR });
    expect(await late.give({ until: T + 2 * HOUR }, T + 3 * HOUR)).toBe('past');
  });

  test('reopens nothing that a learner handed in, but leaves further attempts', async () => {
    const { give, begin, submit } = await seated({ closes: T + HOUR });
    await submit((await begin())!, T + 1000);
    expect(await give({ until: T + 2 * HOUR }, T + 2000)).toBe('handed-in');
    const two = await seated({ closes: T + HOUR, attempts: 2 });
    await two.submit((await two.begin())!, T + 1000);
    expect(await two.give({ until: T + 2 * HOUR }, T + 2000)).toBe('more');
  });

  test('reopens nothing after which a reserved key was shown', async () => {
    const { db, whose, give, begin, solve, verdict, works } = await seated({ closes: T + HOUR });
    const work = (await begin())!;
    await solve(2, work);
    await handInOverdue(db, whose, T + 2 * HOUR);
    expect(await verdict(2, work.id, T + 2 * HOUR)).toMatchObject({ status: 'scored' });
    expect(await give({ until: T + 9 * HOUR }, T + 3 * HOUR)).toBe('revealed');
    expect(await works()).toMatchObject([{ handed_in_by: 'time' }]);
  });

  test('that reopens a work just as its key is asked for keeps the key back', async () => {
    const { db, whose, give, begin, solve, works } = await seated({ closes: T + HOUR });
    const work = (await begin())!;
    await solve(2, work);
    const own = (await answersOf(db, whose, T + 2 * HOUR))!;
    expect(await give({ until: T + 9 * HOUR }, T + 2 * HOUR)).toBe('goes-on');
    const part = own.parts[2]!;
    const sat = { work: own.works[0]!, part, version: part.version! };
    expect(await verdictFor(db, own, sat, T + 2 * HOUR)).toBeNull();
    expect(await works()).toMatchObject([{ handed_in_by: null, revealed_at: null }]);
  });

  test('leaves one work running where the next attempt begins at the same moment', async () => {
    const store = open();
    for (let round = 0; round < 6; round++) {
      const { db, whose, give, begin, works } = await seated({ minutes: 60, attempts: 2 }, store);
      await begin(T);
      await handInOverdue(db, whose, T + 2 * HOUR);
      const [second] = await Promise.all([begin(T + 2 * HOUR), give({ minutes: 120 }, T + 2 * HOUR)]);
      expect(second).toMatchObject({ handed_in_by: null });
      const running = (await works()).filter(({ handed_in_by }) => handed_in_by === null);
      expect(running).toHaveLength(1);
    }
  });
});
