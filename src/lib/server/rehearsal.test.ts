import { beforeEach, expect, test } from 'vitest';
import { WHOLE_CLASS } from '../classroom/audience.ts';
import { newStep, type Draft } from '../classroom/draft.ts';
import { settingsToBeginWith } from '../classroom/settings.ts';
import { assignmentOf, createAssignment } from './assignments.ts';
import { catalogue } from './catalogue.ts';
import { createClass } from './classes.ts';
import type { Store } from './db/store.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { resultsOf } from './marks.ts';
import { rehearse } from './rehearsal.ts';

const offered = await catalogue();
const draft: Draft = {
  title: 'Whose words',
  words: '',
  settings: { ...settingsToBeginWith('Europe/Vienna'), attempts: 2, counts: 'best', minutes: 30 },
  audience: WHOLE_CLASS,
  steps: [
    newStep(offered, 'exercise', 'khojaly', 'sort-letter-2022'),
    newStep(offered, 'exercise', 'warm-up', 'mark-reserved')
  ]
};
const NOW = 1_800_000_000_000;

describeOnEachEngine('a rehearsal', (open) => {
  let store: Store;
  let classId: string;
  let id: string;

  beforeEach(async () => {
    store = await open();
    classId = await createClass(store.db, { name: '5b', by: 'teacher', now: NOW });
    id = await createAssignment(store.db, draft, { classId, by: 'teacher', now: NOW });
  });

  const done = async (now: number) => {
    const outcome = await rehearse(store.db, await assignmentOf(store.db, classId, id), 'teacher', now);
    if ('problems' in outcome) throw new Error(JSON.stringify(outcome.problems));
    return outcome;
  };

  test('comes after the one before it where the button is pressed again at once, and takes its place', async () => {
    const both = await Promise.all([done(NOW), done(NOW + 1)]);
    const left = await store.db
      .selectFrom('assignment')
      .select('id')
      .where('class_id', '=', both[1].classId)
      .execute();
    expect(left).toEqual([{ id: both[1].assignmentId }]);
    expect(both[0].classId).toBe(both[1].classId);
  });

  test('is done and handed in by made-up learners, in a class of its own that nobody can join', async () => {
    const { classId: there, assignmentId } = await done(NOW);
    const row = await store.db
      .selectFrom('class')
      .selectAll()
      .where('id', '=', there)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ rehearsal: 1, join_code: null });
    const works = await store.db.selectFrom('work').selectAll().execute();
    expect(new Set(works.map(({ learner_id }) => learner_id)).size).toBe(12);
    for (const { class_id, assignment_id, handed_in_at, handed_in_by, late } of works)
      expect({ class_id, assignment_id, handed: handed_in_at! <= NOW, handed_in_by, late }).toEqual({
        class_id: there,
        assignment_id: assignmentId,
        handed: true,
        handed_in_by: 'learner',
        late: 0
      });
    const scores = await store.db.selectFrom('score').select(['work_id', 'score']).execute();
    expect(scores.length).toBe(2 * works.length);
    expect(Math.max(...scores.map(({ score }) => score))).toBeGreaterThan(0.7);
    expect(Math.min(...scores.map(({ score }) => score))).toBeLessThan(0.4);
    expect((await assignmentOf(store.db, classId, id)).state).toBe('draft');
  });

  test('shows what a stand-in and a second attempt look like', async () => {
    await done(NOW);
    expect(await store.db.selectFrom('opt_out').selectAll().execute()).toHaveLength(1);
    const numbers = await store.db.selectFrom('work').select('number').execute();
    expect(new Set(numbers.map(({ number }) => number))).toEqual(new Set([1, 2]));
  });

  test('done again takes the place of the last, with the same learners and the same answers', async () => {
    const answers = async () =>
      (await store.db.selectFrom('answer').select('answer').execute()).map(({ answer }) => answer).sort();
    const first = await done(NOW);
    const before = await answers();
    const second = await done(NOW + 60_000);
    expect(second.classId).toBe(first.classId);
    expect(second.assignmentId).not.toBe(first.assignmentId);
    expect(await answers()).toEqual(before);
    const learners = await store.db.selectFrom('learner').select('class_id').execute();
    expect(learners).toEqual(Array.from({ length: 12 }, () => ({ class_id: first.classId })));
  });

  test('of another instructor is another class', async () => {
    const { classId: mine } = await done(NOW);
    const theirs = await rehearse(store.db, await assignmentOf(store.db, classId, id), 'another', NOW);
    expect(theirs).not.toMatchObject({ classId: mine });
  });

  test('of one for chosen learners is for all the made-up ones', async () => {
    const chosen = { ...draft, title: 'For some', audience: { of: 'chosen' as const, learners: [] } };
    const few = await createAssignment(store.db, chosen, { classId, by: 'teacher', now: NOW });
    const outcome = await rehearse(store.db, await assignmentOf(store.db, classId, few), 'teacher', NOW);
    if ('problems' in outcome) throw new Error('not rehearsed');
    const copy = await assignmentOf(store.db, outcome.classId, outcome.assignmentId);
    expect(copy.audience).toEqual(WHOLE_CLASS);
    expect((await resultsOf(store.db, copy, NOW)).learners).toHaveLength(12);
  });

  test('of what could not be published says why, and leaves nothing', async () => {
    const empty = await createAssignment(
      store.db,
      { ...draft, steps: [] },
      { classId, by: 'teacher', now: NOW }
    );
    const outcome = await rehearse(store.db, await assignmentOf(store.db, classId, empty), 'teacher', NOW);
    expect(outcome).toMatchObject({ problems: [{ path: 'steps' }] });
    const rest = await store.db.selectFrom('assignment').select('class_id').execute();
    expect(rest.every((row) => row.class_id === classId)).toBe(true);
  });
});
