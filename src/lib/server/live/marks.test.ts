import { expect, test } from 'vitest';
import { shownMark } from '../../classroom/marks.ts';
import { leftOpen } from '../../exercises/parts/account.ts';
import { assignmentOf } from '../assignments.ts';
import { auditPage } from '../audit.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { eraseLearner } from '../erasure.ts';
import { gradebookOf } from '../exports.ts';
import { answersOf } from '../feedback.ts';
import { override } from '../mark-changes.ts';
import { resultsOf } from '../marks.ts';
import { keyed, off, only } from '../results-fixture.ts';
import { reviewOf } from '../review.ts';
import { madeOf } from './afterwards.ts';
import { answering, byIn, gave, liveRoom, makeMarks, sessionOver, T } from './fixture.ts';
import { intoMarks, marksToMake, WHICH, type Which } from './marks.ts';

describeOnEachEngine('marks of a session', (open) => {
  const over = async () => sessionOver((await open()).db);

  test('are none of themselves; those of a chosen round are made, once, by the same code as any other', async () => {
    const { db, live, by, classId } = await over();
    expect(await db.selectFrom('score').selectAll().execute()).toEqual([]);
    const marksOf = async (which: Which) => {
      const assignment = await assignmentOf(db, classId, await makeMarks(db, live, which, by));
      expect(assignment.state).toBe('archived');
      const { learners } = await resultsOf(db, assignment, by.now);
      return Object.fromEntries(learners.map(({ name, counts }) => [name, counts?.parts[0]!.score ?? null]));
    };
    const first = await marksOf('first');
    // Who gave nothing is not among those whom they are for.
    expect(first).toEqual({ 'brave otter': 1, 'quiet heron': expect.any(Number) });
    expect(first['quiet heron']!).toBeLessThan(1);
    expect(await marksOf('last')).toEqual({ 'brave otter': 1, 'quiet heron': 1 });
    expect(await intoMarks(db, live, { which: 'first', missing: 'zero' }, '', by)).toHaveProperty('refused');
    const kept = await db.selectFrom('work').selectAll().where('kind', '=', 'live').execute();
    expect(kept).toHaveLength(3);
  });

  test('are made once, also where two make them at the same moment', async () => {
    const { db, live, by } = await over();
    const { seen } = await marksToMake(db, live, 'first');
    const both = await Promise.all(
      [1, 2].map(() => intoMarks(db, live, { which: 'first', missing: 'zero' }, seen, by))
    );
    expect(both.filter((each) => 'id' in each)).toHaveLength(1);
    const made = await db
      .selectFrom('assignment')
      .selectAll()
      .where('title', 'like', '%first answers%')
      .execute();
    expect(made).toHaveLength(1);
  });

  test('are not made of other answers than those they were shown of', async () => {
    const { db, live, by, learners } = await over();
    const { seen } = await marksToMake(db, live, 'last');
    // An answer that came in just after the end, and a learner who is erased.
    await db
      .updateTable('answer')
      .set({ saved_at: T + 9 })
      .where('saved_at', '=', T + 2)
      .execute();
    expect(await intoMarks(db, live, { which: 'last', missing: 'zero' }, seen, by)).toEqual({
      changed: true
    });
    const then = await marksToMake(db, live, 'last');
    await eraseLearner(db, learners['brave otter']!, by);
    expect(await intoMarks(db, live, { which: 'last', missing: 'zero' }, then.seen, by)).toEqual({
      changed: true
    });
    expect(await madeOf(db, live)).toEqual([]);
    const now = await marksToMake(db, live, 'last');
    expect(await intoMarks(db, live, { which: 'last', missing: 'zero' }, now.seen, by)).toHaveProperty('id');
  });

  test('of who took a stand-in are for that', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron'], ['khojaly/sort-letter-2022']);
    await here.clicks({ do: 'go', to: 0 }, ...answering(here.parts[0]!));
    await gave(here, 'quiet heron', 1, keyed, { standIn: true });
    await makeMarks(db, await here.now(), 'last', byIn(here.classId));
    const [score] = await db.selectFrom('score').selectAll().execute();
    expect(score).toMatchObject({ score: 1, version: (await here.now()).parts[0]!.stand_in_version });
  });

  test.each([
    { first: 'left-out', last: 'zero' },
    { first: 'zero', last: 'left-out' }
  ] as const)(
    'are shown by learner before they are made, and are those then, of the steps that somebody answered: $first, $last',
    async (chosen) => {
      const { db } = await open();
      const steps = ['warm-up/sort-careful', 'warm-up/mark-careful', 'warm-up/sort-careless'];
      const here = await liveRoom(db, ['quiet heron', 'brave otter', 'calm lake'], steps);
      const [sort, mark] = here.parts;
      await here.clicks({ do: 'go', to: 0 }, ...answering(sort!));
      await gave(here, 'quiet heron', 1, off(4));
      await gave(here, 'brave otter', 1, off(2));
      await here.clicks({ do: 'show', part: sort! }, ...answering(sort!, 2));
      await gave(here, 'brave otter', 2, keyed);
      await here.clicks({ do: 'go', to: 1 }, ...answering(mark!));
      await gave(here, 'quiet heron', 1, keyed, { step: 1 });
      await here.clicks({ do: 'end' });
      const live = await here.now();

      for (const which of WHICH) {
        const missing = chosen[which];
        const before = await marksToMake(db, live, which);
        expect(before).toMatchObject({
          title: `Today (live, ${which} answers)`,
          steps: [{ number: 1 }, { number: 2 }],
          left: [{ number: 3 }],
          without: ['calm lake']
        });
        const assignment = await assignmentOf(
          db,
          here.classId,
          await makeMarks(db, live, which, byIn(here.classId), missing)
        );
        expect(assignment.title).toBe(before.title);
        const { parts, learners } = await resultsOf(db, assignment, T);
        expect(parts.map(({ title }) => title)).toEqual(before.steps.map(({ title }) => title));
        const marks = learners.flatMap(({ name, mark }) =>
          mark === null ? [] : [{ name, mark: shownMark(mark) }]
        );
        expect(before.learners.map(({ name, marks }) => ({ name, mark: marks[missing] }))).toEqual(marks);
        const whose = { classId: here.classId, assignmentId: assignment.id };
        const own = (await answersOf(db, { ...whose, learnerId: here.learners['brave otter']! }, T))!;
        // What the learner reads is what was shown before.
        expect(await reviewOf(db, own, own.works[0]!, T)).toMatchObject({
          mark: before.learners[0]!.marks[missing],
          parts: [{ answered: true }, { answered: false, points: missing === 'zero' ? 0 : null }]
        });
        const { entries } = await auditPage(db, here.classId, 1);
        expect(entries.map(({ detail }) => detail)).toContain(
          `Made marks of a live session: “${before.title}”. Steps without an answer ${missing === 'zero' ? 'count 0' : 'are left out'}.`
        );
        expect(before.learners).toHaveLength(2);
      }
      const last = await marksToMake(db, live, 'last');
      expect(last.learners[0]).toMatchObject({
        ...{ name: 'brave otter', steps: [{ points: 100 }, null] },
        marks: { 'left-out': 100, zero: 50 }
      });
      expect(last.learners[0]!.steps[0]!.answered).toMatchObject({ given: expect.any(Number) });
      expect(await db.selectFrom('work').selectAll().where('kind', '=', 'live').execute()).toHaveLength(3);
    }
  );

  test('leave out, or count 0, a step of which too little was given for points, as one without an answer', async () => {
    const { db } = await open();
    const names = ['quiet heron', 'brave otter', 'calm lake'];
    const here = await liveRoom(db, names, ['warm-up/sort-careful', 'warm-up/sort-careless']);
    const gives = [
      { 'quiet heron': keyed, 'brave otter': keyed },
      { 'quiet heron': keyed, 'brave otter': only(1), 'calm lake': only(1) }
    ];
    for (const [step, part] of here.parts.entries()) {
      await here.clicks({ do: 'go', to: step }, { do: 'open', part, minutes: null });
      for (const [name, give] of Object.entries(gives[step]!)) await gave(here, name, 1, give, { step });
      await here.clicks({ do: 'close', part });
    }
    await here.clicks({ do: 'end' });
    const live = await here.now();
    const expected = { 'left-out': [100, null, 100], zero: [50, 0, 100] };
    for (const [which, missing] of [
      ['first', 'left-out'],
      ['last', 'zero']
    ] as const) {
      const shown = await marksToMake(db, live, which);
      expect(shown.learners.map(({ marks }) => marks[missing])).toEqual(expected[missing]);
      expect(shown.learners[0]!.steps[1]).toMatchObject({ points: null, answered: { given: 1 } });
      const id = await makeMarks(db, live, which, byIn(here.classId), missing);
      const assignment = await assignmentOf(db, here.classId, id);
      const results = await resultsOf(db, assignment, T);
      const [otter] = results.learners;
      // Who gave too little everywhere has no mark of what is left.
      expect(results.learners.map(({ name }) => name)).toEqual(
        missing === 'zero' ? ['brave otter', 'calm lake', 'quiet heron'] : ['brave otter', 'quiet heron']
      );
      expect(otter).toMatchObject({ mark: expected[missing][0] });
      expect(otter!.counts!.parts[1]).toMatchObject({ score: null, answered: true });
      expect(gradebookOf(assignment, results).learners[0]!.points).toEqual([
        100,
        missing === 'zero' ? 0 : null
      ]);
      // The learner reads the same, and the verdict on what they gave.
      const whose = { classId: here.classId, assignmentId: id };
      const own = (await answersOf(db, { ...whose, learnerId: here.learners['brave otter']! }, T))!;
      const review = await reviewOf(db, own, own.works[0]!, T);
      expect(review).toMatchObject({
        mark: expected[missing][0],
        parts: [{ without: null }, { without: 'too-little', points: missing === 'zero' ? 0 : null }]
      });
      expect(leftOpen(review.parts[1]!.seen!.verdict)).not.toBeNull();
      // Where an instructor gives own points, they stand in the place of that.
      const concerning = { ...byIn(here.classId), assignment, learnerId: here.learners['brave otter']! };
      const [work, part] = [own.works[0]!, results.parts[1]!];
      await override(db, concerning, { work: work.id, part, points: 60, reason: 'Said aloud.' });
      const [, after] = (await reviewOf(db, own, work, T)).parts;
      expect(after).toMatchObject({ points: 60, without: null });
    }
    const { entries } = await auditPage(db, here.classId, 1);
    expect(entries.map(({ detail }) => detail)).toContain(
      'Made marks of a live session: “Today (live, first answers)”. ' +
        'Steps without an answer, or with too little of one for points, are left out.'
    );
  });

  test('are not made where nobody would have one', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron'], ['warm-up/sort-careful']);
    const [part] = here.parts;
    await here.clicks({ do: 'go', to: 0 }, { do: 'open', part: part!, minutes: null });
    await gave(here, 'quiet heron', 1, only(1));
    await here.clicks({ do: 'end' });
    const live = await here.now();
    const { seen } = await marksToMake(db, live, 'first');
    const make = (missing: 'left-out' | 'zero') =>
      intoMarks(db, live, { which: 'first', missing }, seen, byIn(here.classId));
    expect(await make('left-out')).toHaveProperty('refused');
    expect(await madeOf(db, live)).toEqual([]);
    expect(await make('zero')).toHaveProperty('id');
  });
});
