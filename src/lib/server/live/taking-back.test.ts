import { expect, test } from 'vitest';
import { WHOLE_CLASS } from '../../classroom/audience.ts';
import { stampOf } from '../../classroom/live/added.ts';
import { archive, assignmentOf, assignmentsOf, draftOf, updateAssignment } from '../assignments.ts';
import { assignedTo } from '../assigned.ts';
import { writeAudience } from '../audiences.ts';
import { auditPage } from '../audit.ts';
import { exportClass } from '../class-export.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { listOf } from '../desk.ts';
import { copyAssignment } from '../copying.ts';
import { comment, override, propose } from '../mark-changes.ts';
import { resultsOf } from '../marks.ts';
import { does, keyed, TEACHER } from '../results-fixture.ts';
import { eraseLive, madeOf } from './afterwards.ts';
import { makeMarks, sessionOver } from './fixture.ts';
import { marksToMake } from './marks.ts';
import { reportOf } from './report.ts';
import { marksMade, sessionBehind, takeBackMarks } from './taking-back.ts';

describeOnEachEngine('marks of a session that are taken back', (open) => {
  async function made() {
    const here = await sessionOver((await open()).db);
    const { db, live, by, classId } = here;
    const marks = await makeMarks(db, live, 'first', by);
    const assignment = await assignmentOf(db, classId, marks);
    const [part] = assignment.parts;
    const learnerId = here.learners['quiet heron']!;
    const { learners } = await resultsOf(db, assignment, by.now, { learner: learnerId });
    return {
      ...{ ...here, assignment, learnerId, work: learners[0]!.works[0]!.id },
      part: { id: part!.id, number: 1 },
      concerning: { classId, assignment, learnerId, by: TEACHER, now: by.now + 1000 },
      stamp: async () => stampOf((await marksMade(db, live, 'first'))!.added)
    };
  }

  test('go from every list, and leave the answers and the report as they were', async () => {
    const { db, live, by, classId, learnerId, stamp } = await made();
    const report = await reportOf(db, live);
    const answers = await db.selectFrom('answer').selectAll().orderBy('id').execute();
    const tables = ['work', 'answer', 'score', 'part', 'live_made', 'assignment'] as const;
    expect(await takeBackMarks(db, live, 'first', await stamp(), by)).toBe('taken');

    expect(await assignmentsOf(db, classId)).toEqual([]);
    expect(await assignedTo(db, { classId, learnerId }, by.now)).toEqual([]);
    const { rows } = await exportClass(db, classId, by.now);
    expect(tables.map((table) => rows[table].length)).toEqual([3, 3, 0, 2, 0, 1]);
    const kept = await db.selectFrom('answer').selectAll().orderBy('id').execute();
    expect(kept).toEqual(answers.filter(({ id }) => kept.some((one) => one.id === id)));
    expect(await reportOf(db, live)).toEqual(report);
    const { entries } = await auditPage(db, classId, 1);
    expect(entries.map(({ who, detail }) => `${who}: ${detail}`)).toContain(
      `${TEACHER}: Took marks of a live session back: “Today (live, first answers)”.`
    );
  });

  test('can be made again, and are what they were', async () => {
    const { db, live, by, stamp } = await made();
    const before = await marksToMake(db, live, 'first');
    await takeBackMarks(db, live, 'first', await stamp(), by);
    expect(await takeBackMarks(db, live, 'first', '', by)).toBe('gone');
    expect(await marksToMake(db, live, 'first')).toEqual(before);
    await makeMarks(db, live, 'first', by);
    expect(await madeOf(db, live)).toHaveLength(1);
  });

  test('say first what was added to them, and the history of the class says what went', async () => {
    const { db, live, by, classId, part, work, concerning, stamp } = await made();
    const nothing = { attempts: 0, comments: 0, points: 0, readings: 0, rescorings: 0, latest: null };
    expect(await marksMade(db, live, 'first')).toMatchObject({ learners: 2, added: nothing });
    await comment(db, concerning, { work, part: null, words: 'Read it again.' });
    await override(db, concerning, { work, part, points: 40, reason: 'Told me aloud.' });
    const items = (await reportOf(db, live))[0]!.rows.map(({ item }) => item.id);
    const proposed = await Promise.all(
      items
        .slice(0, 2)
        .map((item) => propose(db, concerning, { work, part, item, reason: 'It can be read so.' }))
    );
    const readings = proposed.filter((one) => one === 'proposed').length;
    expect(readings).toBeGreaterThan(0);
    expect((await marksMade(db, live, 'first'))!.added).toEqual({
      ...{ ...nothing, comments: 1, points: 1, readings, latest: by.now + 1000 }
    });
    await override(db, concerning, { work, part, points: null, reason: 'Not after all.' });
    expect((await marksMade(db, live, 'first'))!.added).toMatchObject({ points: 0 });
    expect(await takeBackMarks(db, live, 'first', await stamp(), by)).toBe('taken');
    for (const table of ['comment', 'override', 'accepted'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    const { entries } = await auditPage(db, classId, 1);
    expect(entries.map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/^Took marks .*back: .* With them went: 1 comment, \d readings? that w/)
    );
  });

  test('stay where more was added than whoever asks was told, and say that it was', async () => {
    const { db, live, by, work, concerning, stamp } = await made();
    const seen = await stamp();
    await comment(db, concerning, { work, part: null, words: 'Read it again.' });
    expect(await takeBackMarks(db, live, 'first', seen, by)).toBe('more');
    expect(await madeOf(db, live)).toHaveLength(1);
    expect(await db.selectFrom('comment').selectAll().execute()).toHaveLength(1);
  });

  test('count what learners did themselves where they were given out later', async () => {
    const { assignment, ...here } = await made();
    const { db, live, by, learners } = here;
    await writeAudience(db, assignment, WHOLE_CLASS);
    const out = await archive(db, assignment.id, assignment.updatedAt, by, false);
    if (!('assignment' in out)) throw new Error('still archived');
    const { id, updatedAt } = out.assignment;
    const everybody = { ...draftOf(out.assignment), audience: WHOLE_CLASS };
    expect(await updateAssignment(db, id, everybody, updatedAt, by)).toHaveProperty('assignment');
    const now = by.now + 5000;
    await does({ db, assignment: out.assignment, learners }, 'calm lake', [keyed], { now });
    expect((await marksMade(db, live, 'first'))!.added).toMatchObject({ attempts: 1, latest: now });
  });

  test('leave out what they left out whatever is changed of them since, and go as wholly', async () => {
    const { db, live, by, classId } = await sessionOver((await open()).db);
    const leftOut = { takenOverUntil: live.createdAt, leftOutUntil: live.createdAt };
    const id = await makeMarks(db, live, 'first', by, 'left-out');
    const made = await assignmentOf(db, classId, id);
    expect(made.settings).toMatchObject(leftOut);
    const draft = { ...draftOf(made), title: 'Tuesday' };
    for (const setting of Object.keys(leftOut)) expect(draft.settings).not.toHaveProperty(setting);
    expect(await updateAssignment(db, id, draft, made.updatedAt, by)).toMatchObject({
      assignment: { title: 'Tuesday', settings: leftOut }
    });
    const copy = await copyAssignment(db, made, by);
    const copied = (await assignmentOf(db, classId, copy)).settings;
    for (const setting of Object.keys(leftOut)) expect(copied).not.toHaveProperty(setting);
    const listed = (await listOf(db, classId)).map((each) => [each.id, each.session]);
    expect(listed.sort()).toEqual(
      [
        [id, true],
        [copy, false]
      ].sort()
    );
    const seen = stampOf((await marksMade(db, live, 'first'))!.added);
    expect(await takeBackMarks(db, live, 'first', seen, by)).toBe('taken');
    expect((await assignmentsOf(db, classId)).map((each) => each.id)).toEqual([copy]);
  });

  test('are known by the session behind them, for as long as that is there', async () => {
    const { db, live, by, assignment } = await made();
    expect(await sessionBehind(db, assignment)).toEqual({ live: live.id, title: 'Today', which: 'first' });
    expect(await sessionBehind(db, { ...assignment, classId: 'another' })).toBeNull();
    await eraseLive(db, live, by);
    expect(await sessionBehind(db, assignment)).toBeNull();
  });
});
