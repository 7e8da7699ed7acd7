import { expect, test } from 'vitest';
import { describeOnEachEngine } from '../db/testing.ts';
import { eraseLearner } from '../erasure.ts';
import { keyed, off, only } from '../results-fixture.ts';
import { eraseLive } from './afterwards.ts';
import { answering, byIn, gave, liveRoom, sessionOver, T } from './fixture.ts';
import { sessionsTaken } from './taken-part.ts';

describeOnEachEngine('one learner over the live sessions of a class', (open) => {
  test('has both answers to each step that was opened, as the key reads them, and no mark of it', async () => {
    const { db, classId, learners, live, by } = await sessionOver((await open()).db);
    const of = (name: string) => sessionsTaken(db, { classId, learnerId: learners[name]!, since: T }, by.now);
    const { sessions } = await of('quiet heron');
    expect(sessions).toMatchObject([{ id: live.id, title: 'Today', createdAt: T, runs: false, out: false }]);
    const [step, ...more] = sessions[0]!.steps;
    expect(more).toEqual([]);
    expect(step).toMatchObject({ number: 1, twice: true, second: { points: 100 } });
    const { items } = step!.first!;
    expect(items).toEqual({ agree: items!.of - 2, given: items!.of, of: items!.of });
    expect(step!.first!.points).toBeLessThan(100);
    expect((await of('brave otter')).sessions[0]!.steps).toMatchObject([
      { first: { points: 100 }, second: null }
    ]);
    expect(await db.selectFrom('score').selectAll().execute()).toEqual([]);
    // Who never came in took no part, and there was one to come into.
    expect(await of('calm lake')).toEqual({ sessions: [], of: 1, before: 0 });
  });

  test('has what was answered instead, no share of words that are marked freely, and nothing of who was taken out', async () => {
    const { db } = await open();
    const steps = ['khojaly/sort-letter-2022', 'warm-up/mark-careful'];
    const here = await liveRoom(db, ['quiet heron', 'brave otter'], steps);
    const [sort, mark] = here.parts;
    await here.clicks({ do: 'go', to: 0 }, ...answering(sort!));
    await gave(here, 'quiet heron', 1, keyed, { standIn: true });
    await gave(here, 'brave otter', 1, off(1));
    await here.clicks({ do: 'go', to: 1 }, ...answering(mark!));
    await gave(here, 'quiet heron', 1, keyed, { step: 1 });
    await here.clicks({ do: 'out', learner: here.learners['brave otter']! });
    const of = (name: string) =>
      sessionsTaken(db, { classId: here.classId, learnerId: here.learners[name]!, since: T }, T);
    const { sessions } = await of('quiet heron');
    const [own] = sessions[0]!.steps;
    const { version, stand_in_version } = (await here.now()).parts[0]!;
    const titles = await db
      .selectFrom('pinned')
      .select(['version', 'title'])
      .where('version', 'in', [version!, stand_in_version!])
      .execute();
    const titleOf = (which: string | null) => titles.find((one) => one.version === which)!.title;
    expect(titleOf(version)).not.toBe(titleOf(stand_in_version));
    expect(own).toMatchObject({ title: titleOf(stand_in_version), first: { points: 100 } });
    expect(sessions[0]!.steps[1]).toMatchObject({
      number: 2,
      first: { points: 100, items: null },
      twice: false
    });
    expect(sessions[0]!.runs).toBe(true);
    const [out] = (await of('brave otter')).sessions;
    expect(out).toMatchObject({ out: true, steps: [{ first: null }, { first: null }] });
  });

  test('has no points where too little was given for them', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron'], ['warm-up/sort-careful']);
    await here.clicks({ do: 'go', to: 0 }, { do: 'open', part: here.parts[0]!, minutes: null });
    await gave(here, 'quiet heron', 1, only(1));
    const whose = { classId: here.classId, learnerId: here.learners['quiet heron']!, since: T };
    expect((await sessionsTaken(db, whose, T)).sessions[0]!.steps[0]!.first).toMatchObject({
      points: null,
      items: { given: 1 }
    });
  });

  test('ends with the session, with the learner, and does not count what was over before they joined', async () => {
    const { db, classId, learners, live, by } = await sessionOver((await open()).db);
    const whose = { classId, learnerId: learners['quiet heron']!, since: T };
    expect(
      await sessionsTaken(db, { ...whose, learnerId: learners['calm lake']!, since: by.now }, by.now)
    ).toEqual({
      sessions: [],
      ...{ of: 0, before: 1 }
    });
    await eraseLearner(db, whose.learnerId, byIn(classId));
    expect(await sessionsTaken(db, whose, by.now)).toMatchObject({ sessions: [] });
    const other = { ...whose, learnerId: learners['brave otter']! };
    expect((await sessionsTaken(db, other, by.now)).sessions).toHaveLength(1);
    await eraseLive(db, live, by);
    expect(await sessionsTaken(db, other, by.now)).toEqual({ sessions: [], of: 0, before: 0 });
  });
});
