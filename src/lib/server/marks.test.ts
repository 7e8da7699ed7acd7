import { expect, test } from 'vitest';
import { describeOnEachEngine } from './db/testing.ts';
import { handIn } from './handing-in.ts';
import { newId } from './ids.ts';
import { markedParts, resultsOf } from './marks.ts';
import { does, keyed, off, room, SORT, TEACHER } from './results-fixture.ts';
import { T } from './works-fixture.ts';

describeOnEachEngine('results', (open) => {
  test('say what each learner has of each part, and what it comes to', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron', 'brave otter', 'calm lake']);
    await does(here, 'quiet heron', [keyed, keyed]);
    await does(here, 'brave otter', [keyed, null]);
    const { parts, learners } = await resultsOf(db, here.assignment, T + 5000);
    expect(parts.map(({ number, version }) => [number, version])).toEqual(
      here.assignment.parts.map(({ version }, i) => [i + 1, version])
    );
    expect(learners.map(({ name, mark }) => [name, mark])).toEqual([
      ['brave otter', 50],
      ['calm lake', null],
      ['quiet heron', 100]
    ]);
    expect(learners[0]!.counts!.parts).toEqual([
      { score: 1, override: null, answered: true, instead: false, spared: false, takenOver: false },
      { score: null, override: null, answered: false, instead: false, spared: false, takenOver: false }
    ]);
  });

  test('take what was given to the exercise that does not count for no answer', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron'], ['khojaly/sort-letter-2022']);
    const work = await does(here, 'quiet heron', [keyed], { handsIn: false });
    const [part] = here.assignment.parts;
    const { classId } = here.assignment;
    const learner = here.learners['quiet heron']!;
    await db
      .insertInto('opt_out')
      .values({ class_id: classId, part_id: part!.id, learner_id: learner, created_at: T })
      .execute();
    await handIn(db, { classId, assignmentId: here.assignment.id, learnerId: learner }, work, T + 2000);
    const { learners } = await resultsOf(db, here.assignment, T + 5000);
    expect(learners[0]!.counts!.parts).toMatchObject([{ score: null, answered: false, instead: true }]);
  });

  test('leave out what is still being done, and say how far it is', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron']);
    await does(here, 'quiet heron', [keyed, null], { handsIn: false });
    const [learner] = (await resultsOf(db, here.assignment, T + 5000)).learners;
    expect(learner).toMatchObject({ counts: null, mark: null });
    expect(learner!.works[0]).toMatchObject({
      done: false,
      parts: [
        { answered: true, instead: false },
        { answered: false, instead: false }
      ]
    });
  });

  test('hand in what the time has ended', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron'], [SORT], { closes: T + 10_000 });
    await does(here, 'quiet heron', [keyed], { handsIn: false });
    const [learner] = (await resultsOf(db, here.assignment, T + 3_600_000)).learners;
    expect(learner).toMatchObject({ mark: 100, counts: { byTime: true, late: false } });
  });

  test('count the attempt that the settings name, and flag what came late', async () => {
    const { db } = await open();
    for (const [counts, mark] of [
      ['first', 100],
      ['last', 0],
      ['best', 100]
    ] as const) {
      const here = await room(db, ['quiet heron'], [SORT], { attempts: 2, counts, due: T + 2000 });
      await does(here, 'quiet heron', [keyed]);
      await does(here, 'quiet heron', [null], { now: T + 9000 });
      const [learner] = (await resultsOf(db, here.assignment, T + 9000)).learners;
      expect(learner!.mark).toBe(mark);
      expect(learner!.works.map(({ late }) => late)).toEqual([false, true]);
    }
  });

  test('take an instructor’s own points before the check’s, until they are taken back', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron'], [SORT]);
    const work = await does(here, 'quiet heron', [off(2)]);
    const of = { class_id: here.assignment.classId, work_id: work, part_id: here.assignment.parts[0]!.id };
    const more = { ...of, reason: 'r', created_by: TEACHER, created_at: T };
    const markNow = async () => (await resultsOf(db, here.assignment, T + 5000)).learners[0]!.mark;
    const before = await markNow();
    await db
      .insertInto('override')
      .values({ ...more, id: newId(), points: 12 })
      .execute();
    expect(await markNow()).toBe(12);
    await db
      .updateTable('override')
      .set({ replaced_at: T + 1 })
      .execute();
    await db
      .insertInto('override')
      .values({ ...more, id: newId(), points: null })
      .execute();
    expect(await markNow()).toBe(before);
  });

  test('a score that was replaced is history, and pseudonyms that nobody took are nobody', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron'], [SORT]);
    await does(here, 'quiet heron', [keyed]);
    await db
      .insertInto('learner')
      .values({ id: newId(), class_id: here.assignment.classId, name: 'nobody yet', typed: 0, created_at: T })
      .execute();
    await db.updateTable('score').set({ replaced_at: T }).execute();
    const { learners } = await resultsOf(db, here.assignment, T + 5000);
    expect(learners.map(({ name, mark }) => [name, mark])).toEqual([['quiet heron', 0]]);
  });

  test('another class with the same exercises is another matter', async () => {
    const { db } = await open();
    const here = await room(db, ['quiet heron'], [SORT]);
    const there = await room(db, ['brave otter'], [SORT]);
    await does(there, 'brave otter', [keyed]);
    expect((await resultsOf(db, here.assignment, T)).learners.map(({ name }) => name)).toEqual([
      'quiet heron'
    ]);
    // One that has no exercise has nothing to mark.
    expect(await markedParts(db, { ...here.assignment, parts: [] })).toEqual([]);
  });
});
