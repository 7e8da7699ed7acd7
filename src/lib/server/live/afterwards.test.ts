import type { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { assignmentOf, deleteDraft, publish } from '../assignments.ts';
import { auditPage } from '../audit.ts';
import type { Database, Row } from '../db/schema.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { keyed, TEACHER } from '../results-fixture.ts';
import type { By } from '../roster.ts';
import { T } from '../works-fixture.ts';
import { beginWork } from '../works.ts';
import { eraseLive, madeOf, setAgain } from './afterwards.ts';
import { againOf, partsIn } from './again.ts';
import { byIn, gave, liveRoom, makeMarks, sessionOver } from './fixture.ts';
import { liveOf, type Live } from './sessions.ts';

type Db = Kysely<Database>;

/** Sets steps again to who missed just these. @returns the id of the draft */
async function again(db: Db, live: Live, by: By, zone = 'UTC', steps = [1]): Promise<string> {
  const made = await setAgain(db, live, by, zone, { steps, known: [] });
  if ('refused' in made) throw new Error(made.refused);
  return made.id;
}

describeOnEachEngine('after a session', (open) => {
  const over = async () => sessionOver((await open()).db);

  test('what was made of it is known, with when and by whom, and stands in the history of the class', async () => {
    const { db, live, by, classId } = await over();
    expect(await madeOf(db, live)).toEqual([]);
    const marks = await makeMarks(db, live, 'last', by);
    const draft = await again(db, live, { ...by, now: by.now + 1 });
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
    // Nobody answered the second step, so that nobody missed it.
    const versions = live.parts.slice(0, 1).map(({ version }) => version);
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

  test('to who missed some steps just these are set, in their order, beside what is set to who missed all of it', async () => {
    const { db } = await open();
    const steps = ['warm-up/sort-careful', 'warm-up/mark-careful', 'warm-up/sort-careless'];
    const here = await liveRoom(db, ['quiet heron', 'brave otter', 'calm lake'], steps);
    for (const [step, part] of here.parts.entries()) {
      await here.clicks({ do: 'go', to: step }, { do: 'open', part, minutes: null });
      await gave(here, 'quiet heron', 1, keyed, { step });
      if (step === 1) await gave(here, 'brave otter', 1, keyed, { step });
      await here.clicks({ do: 'close', part });
    }
    await here.clicks({ do: 'end' });
    const [live, by] = [await here.now(), byIn(here.classId)];
    const some = await again(db, live, by, 'UTC', [1, 3]);
    const all = await again(db, live, { ...by, now: by.now + 1 }, 'UTC', [1, 2, 3]);
    const draft = await assignmentOf(db, here.classId, some);
    expect(draft.title).toBe('To catch up: Today (steps 1 and 3)');
    expect(draft.parts.map(({ exercise, version }) => ({ exercise, version }))).toEqual(
      [live.parts[0]!, live.parts[2]!].map(({ exercise, version }) => ({ exercise, version }))
    );
    expect(draft.audience).toEqual({ of: 'chosen', learners: [here.learners['brave otter']] });
    expect((await assignmentOf(db, here.classId, all)).audience).toEqual({
      of: 'chosen',
      learners: [here.learners['calm lake']]
    });
    expect([...(await againOf(db, live)).entries()]).toEqual([
      [some, [1, 3]],
      [all, [1, 2, 3]]
    ]);
    // Nobody missed just this one.
    expect(await setAgain(db, live, by, 'UTC', { steps: [3], known: [] })).toHaveProperty('refused');
  });

  test('of a lesson of which somebody did a part, the others are set one by one', () => {
    const part = (id: string, lesson: string | null) => ({ id, pack: 'warm-up', lesson }) as Row<'part'>;
    const parts = [part('a', '01-one'), part('b', '01-one'), part('c', null)];
    const chosen = (...steps: number[]) => partsIn(parts, steps).map(({ id, lesson }) => [id, lesson]);
    expect(chosen(2, 3)).toEqual([
      ['b', null],
      ['c', null]
    ]);
    expect(chosen(1, 2)).toEqual([
      ['a', '01-one'],
      ['b', '01-one']
    ]);
  });

  test('it is set to nobody where nobody missed it', async () => {
    const { live, by, ...here } = await over();
    const out = { ...live, state: { ...live.state, out: [here.learners['calm lake']!] } };
    expect(await setAgain(here.db, out, by, 'UTC', { steps: [1], known: [] })).toHaveProperty('refused');
    expect(await madeOf(here.db, live)).toEqual([]);
  });

  test('it is erased with all that was given in it, and nothing else', async () => {
    const { db, live, by, classId } = await over();
    const marks = await makeMarks(db, live, 'first', by);
    await eraseLive(db, live, by);
    expect(await liveOf(db, classId, live.id, T)).toBeNull();
    // Nobody reads the words that told these marks apart for an instructor.
    expect((await assignmentOf(db, classId, marks)).title).toBe('Today: first answers');
    const works = await db.selectFrom('work').select('kind').execute();
    expect(new Set(works.map(({ kind }) => kind))).toEqual(new Set(['assigned']));
    expect(await db.selectFrom('live_seat').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('learner').selectAll().execute()).toHaveLength(3);
  });
});
