import { expect, test } from 'vitest';
import { assignmentOf, deleteDraft, publish } from '../assignments.ts';
import { auditPage } from '../audit.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { resultsOf } from '../marks.ts';
import { keyed, off, TEACHER } from '../results-fixture.ts';
import { HOUR, T } from '../works-fixture.ts';
import { beginWork } from '../works.ts';
import { eraseLive, intoMarks, madeOf, marksToMake, setAgain } from './afterwards.ts';
import { answering, gave, liveRoom } from './fixture.ts';
import { liveOf } from './sessions.ts';

/** Sets it again, where somebody missed it. @returns the id of the draft */
async function again(...of: Parameters<typeof setAgain>): Promise<string> {
  const made = await setAgain(...of);
  if ('refused' in made) throw new Error(made.refused);
  return made.id;
}

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

  test('it is said beforehand of how many learners marks would be, and what they would be called', async () => {
    const { db, live, by, classId } = await over();
    expect(await marksToMake(db, live, 'first')).toEqual({
      ...{ title: 'Today (live, first answers)', learners: 2 }
    });
    const made = (await intoMarks(db, live, 'first', by)) as { id: string };
    expect((await assignmentOf(db, classId, made.id)).title).toBe('Today (live, first answers)');
  });

  test('what was made of it is known, with when and by whom, and stands in the history of the class', async () => {
    const { db, live, by, classId } = await over();
    expect(await madeOf(db, live)).toEqual([]);
    const marks = (await intoMarks(db, live, 'last', by)) as { id: string };
    const draft = await again(db, live, { ...by, now: by.now + 1 }, 'UTC');
    const title = 'To catch up: Today';
    expect(await madeOf(db, live)).toEqual([
      {
        ...{ what: 'last', assignment: marks.id, title: 'Today (live, last answers)' },
        ...{ state: 'archived', by: TEACHER, at: by.now }
      },
      { what: 'again', assignment: draft, title, state: 'draft', by: TEACHER, at: by.now + 1 }
    ]);
    const { entries } = await auditPage(db, classId, 1);
    const said = entries.map(({ who, detail }) => `${who}: ${detail}`);
    expect(said).toContain(
      `${TEACHER}: Began the draft “${title}” from a live session, for 1 chosen learner.`
    );
    expect(said).toContain(`${TEACHER}: Made marks of a live session: “Today (live, last answers)”.`);

    const { updatedAt } = await assignmentOf(db, classId, draft);
    await deleteDraft(db, draft, updatedAt, by);
    expect((await madeOf(db, live)).map(({ what }) => what)).toEqual(['last']);
  });

  test('it is set to those who missed it and nobody else, in the same versions, whatever the packs say by then', async () => {
    const { db, live, by, classId, learners } = await over();
    const versions = live.parts.map(({ version }) => version);
    const id = await again(db, live, by, 'Europe/Vienna');
    const draft = await assignmentOf(db, classId, id);
    expect(draft).toMatchObject({ state: 'draft', title: 'To catch up: Today' });
    expect(draft.audience).toEqual({ of: 'chosen', learners: [learners['calm lake']] });
    // Neither says whom it is for.
    expect(draft.words).toMatch(/live, on 15 January\./);
    expect(draft.title + draft.words).not.toMatch(/miss|calm lake/);
    const published = await publish(db, id, draft.updatedAt, by);
    if (!('assignment' in published)) throw new Error('not published');
    expect(published.assignment.parts.map(({ version }) => version)).toEqual(versions);
    const begins = (name: string) =>
      beginWork(db, { classId, assignmentId: id, learnerId: learners[name]! }, by.now);
    expect(await begins('quiet heron')).toBeNull();
    expect(await begins('calm lake')).not.toBeNull();
  });

  test('it is set to nobody where nobody missed it', async () => {
    const { live, by, ...here } = await over();
    const out = { ...live, state: { ...live.state, out: [here.learners['calm lake']!] } };
    expect(await setAgain(here.db, out, by, 'UTC')).toHaveProperty('refused');
    expect(await madeOf(here.db, live)).toEqual([]);
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
