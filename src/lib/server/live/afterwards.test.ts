import { expect, test } from 'vitest';
import { assignmentOf, deleteDraft, publish } from '../assignments.ts';
import { auditPage } from '../audit.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { TEACHER } from '../results-fixture.ts';
import { T } from '../works-fixture.ts';
import { beginWork } from '../works.ts';
import { eraseLive, madeOf, setAgain } from './afterwards.ts';
import { makeMarks, sessionOver } from './fixture.ts';
import { liveOf } from './sessions.ts';

/** Sets it again, where somebody missed it. @returns the id of the draft */
async function again(...of: Parameters<typeof setAgain>): Promise<string> {
  const made = await setAgain(...of);
  if ('refused' in made) throw new Error(made.refused);
  return made.id;
}

describeOnEachEngine('after a session', (open) => {
  const over = async () => sessionOver((await open()).db);

  test('what was made of it is known, with when and by whom, and stands in the history of the class', async () => {
    const { db, live, by, classId } = await over();
    expect(await madeOf(db, live)).toEqual([]);
    const marks = await makeMarks(db, live, 'last', by);
    const draft = await again(db, live, { ...by, now: by.now + 1 }, 'UTC');
    const title = 'To catch up: Today';
    expect(await madeOf(db, live)).toEqual([
      {
        ...{ what: 'last', assignment: marks, title: 'Today (live, last answers)' },
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
    await makeMarks(db, live, 'first', by);
    await eraseLive(db, live, by);
    expect(await liveOf(db, classId, live.id, T)).toBeNull();
    const works = await db.selectFrom('work').select('kind').execute();
    expect(new Set(works.map(({ kind }) => kind))).toEqual(new Set(['assigned']));
    expect(await db.selectFrom('live_seat').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('learner').selectAll().execute()).toHaveLength(3);
  });
});
