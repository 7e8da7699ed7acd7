import { expect, test } from 'vitest';
import { assignmentOf, publish } from '../assignments.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { resultsOf } from '../marks.ts';
import { keyed, off, TEACHER } from '../results-fixture.ts';
import { HOUR, T } from '../works-fixture.ts';
import { eraseLive, intoMarks, missedBy, setAgain } from './afterwards.ts';
import { answering, gave, liveRoom } from './fixture.ts';
import { liveOf } from './sessions.ts';

describeOnEachEngine('after a session', (open) => {
  async function over() {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron', 'brave otter', 'calm lake']);
    const [part] = here.parts;
    await here.clicks({ do: 'go', to: 0 }, ...answering(part!));
    await gave(here, 'quiet heron', 1, off(2));
    await gave(here, 'brave otter', 1, keyed);
    await here.clicks({ do: 'show', part: part! }, ...answering(part!, 2));
    await gave(here, 'quiet heron', 2, keyed);
    await here.clicks({ do: 'reveal', part: part! }, { do: 'end' });
    return { ...here, by: { classId: here.classId, by: TEACHER, now: T + HOUR }, live: await here.now() };
  }

  test('its answers are no marks; those of a chosen round become some, once, by the same code', async () => {
    const { db, live, by, classId } = await over();
    expect(await db.selectFrom('score').selectAll().execute()).toEqual([]);
    const marksOf = async (which: 'first' | 'last') => {
      const made = await intoMarks(db, live, which, by);
      if ('refused' in made) throw new Error(made.refused);
      const assignment = await assignmentOf(db, classId, made.id);
      expect(assignment.state).toBe('archived');
      const { learners } = await resultsOf(db, assignment, by.now);
      return Object.fromEntries(learners.map(({ name, counts }) => [name, counts?.parts[0]!.score ?? null]));
    };
    const first = await marksOf('first');
    expect(first).toMatchObject({ 'brave otter': 1, 'calm lake': null });
    expect(first['quiet heron']!).toBeLessThan(1);
    expect(await marksOf('last')).toEqual({ 'brave otter': 1, 'quiet heron': 1, 'calm lake': null });
    expect(await intoMarks(db, live, 'first', by)).toHaveProperty('refused');
    const kept = await db.selectFrom('work').selectAll().where('kind', '=', 'live').execute();
    expect(kept).toHaveLength(3);
  });

  test('two who make marks of it at once make them once', async () => {
    const { db, live, by } = await over();
    const both = await Promise.all([1, 2].map(() => intoMarks(db, live, 'first', by)));
    expect(both.filter((each) => 'id' in each)).toHaveLength(1);
    const made = await db
      .selectFrom('assignment')
      .selectAll()
      .where('title', 'like', '%first answers%')
      .execute();
    expect(made).toHaveLength(1);
  });

  test('who took a stand-in is marked for that', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron'], ['khojaly/sort-letter-2022']);
    await here.clicks({ do: 'go', to: 0 }, ...answering(here.parts[0]!));
    await gave(here, 'quiet heron', 1, keyed, { standIn: true });
    const by = { classId: here.classId, by: TEACHER, now: T };
    const made = await intoMarks(db, await here.now(), 'last', by);
    expect(made).toHaveProperty('id');
    const [score] = await db.selectFrom('score').selectAll().execute();
    expect(score).toMatchObject({ score: 1, version: (await here.now()).parts[0]!.stand_in_version });
  });

  test('it is set to those who missed it in the same versions, whatever the packs say by then', async () => {
    const { db, live, by, classId } = await over();
    expect(await missedBy(db, live)).toEqual(['calm lake']);
    const versions = live.parts.map(({ version }) => version);
    const id = await setAgain(db, live, by);
    const draft = await assignmentOf(db, classId, id);
    expect(draft).toMatchObject({ state: 'draft', title: live.title });
    const published = await publish(db, id, draft.updatedAt, by);
    if (!('assignment' in published)) throw new Error('not published');
    expect(published.assignment.parts.map(({ version }) => version)).toEqual(versions);
  });

  test('it is erased with all that was given in it, and nothing else', async () => {
    const { db, live, by, classId } = await over();
    await intoMarks(db, live, 'first', by);
    await eraseLive(db, live, by);
    expect(await liveOf(db, classId, live.id, T)).toBeNull();
    const works = await db.selectFrom('work').select('kind').execute();
    expect(new Set(works.map(({ kind }) => kind))).toEqual(new Set(['assigned']));
    expect(await db.selectFrom('live_seat').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('learner').selectAll().execute()).toHaveLength(3);
  });
});
