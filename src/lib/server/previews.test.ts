import { expect, test } from 'vitest';
import { WHOLE_CLASS } from '../classroom/audience.ts';
import { newStep, type Draft } from '../classroom/draft.ts';
import { settingsToBeginWith } from '../classroom/settings.ts';
import { assignmentOf, createAssignment, publish } from './assignments.ts';
import { catalogue } from './catalogue.ts';
import { createClass } from './classes.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { asSet } from './pinned.ts';
import { check, offeredParts, tried } from './previews.ts';

const offered = await catalogue();
const draft: Draft = {
  title: 'Whose words',
  words: '',
  settings: settingsToBeginWith('UTC'),
  audience: WHOLE_CLASS,
  steps: [
    newStep(offered, 'exercise', 'warm-up', 'sort-reserved'),
    newStep(offered, 'lesson', 'khojaly', '02-whose-words')
  ]
};

/** Every reason in a key, however deep: what no page may hold before an answer is checked. */
function reasonsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) =>
    name === 'reason' && typeof inner === 'string' ? [inner] : reasonsIn(inner)
  );
}

describeOnEachEngine('trying an assignment', (open) => {
  async function assigned() {
    const { db } = await open();
    const classId = await createClass(db, { name: '5b', by: 'teacher', now: 1 });
    const doing = { classId, by: 'teacher', now: 1 };
    const id = await createAssignment(db, draft, doing);
    return { db, id, doing, assignment: await assignmentOf(db, classId, id) };
  }

  test('shows the exercises of a step, in a draft as the packs have them and published as pinned', async () => {
    const { db, id, doing, assignment } = await assigned();
    const before = await tried(db, assignment, 1, false);
    expect(before.map(({ named, other }) => [named, other !== null])).toEqual([
      ['sort-message-2024', true],
      ['sort-letter-2022', true]
    ]);
    const published = await publish(db, id, assignment.updatedAt, doing);
    if (!('assignment' in published)) throw new Error('not published');
    expect(await tried(db, published.assignment, 1, false)).toEqual(before);
  });

  test('shows a stand-in under the name that the lesson has for what it stands for', async () => {
    const { db, assignment } = await assigned();
    const [first] = await tried(db, assignment, 1, true);
    expect(first).toMatchObject({ instead: true, named: 'sort-message-2024' });
    expect(first!.exercise).toMatchObject({ pack: 'warm-up', slug: 'sort-two-voices-short' });
  });

  test('sends nothing of a key before an answer is checked', async () => {
    const { db, assignment } = await assigned();
    const sent = JSON.stringify(await tried(db, assignment, 0, false));
    const reasons = reasonsIn((await asSet(db, null, 'warm-up/sort-reserved'))!.key);
    expect(reasons.length).toBeGreaterThan(5);
    expect(reasons.filter((reason) => sent.includes(JSON.stringify(reason).slice(1, -1)))).toEqual([]);
  });

  test('checks an answer and keeps nothing of it', async () => {
    const { db, assignment } = await assigned();
    const part = assignment.parts[0]!.id;
    const { logic, item, key } = (await asSet(db, null, 'warm-up/sort-reserved'))!;
    const verdict = await check(db, assignment, { part, instead: false, answer: logic.solution(item, key) });
    expect(verdict).toMatchObject({ status: 'scored', score: 1 });
    expect(await check(db, assignment, { part, instead: false, answer: 'junk' })).toMatchObject({
      status: 'invalid'
    });
    expect(await check(db, assignment, { part: 'none', instead: false, answer: null })).toBeNull();
    for (const table of ['answer', 'score', 'work', 'pinned'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
  });

  test('shows what the packs offer as well, before anybody has chosen it, and nothing of its key', async () => {
    const { db } = await open();
    const offered = await catalogue();
    const exercise = offeredParts(offered, 'exercise:warm-up/sort-reserved')!;
    const shown = await tried(db, exercise, 0, false);
    expect(shown).toMatchObject([{ named: 'sort-reserved', instead: false, other: null }]);
    const { logic, item, key } = (await asSet(db, null, 'warm-up/sort-reserved'))!;
    const sent = JSON.stringify(shown);
    expect(reasonsIn(key).filter((reason) => sent.includes(JSON.stringify(reason).slice(1, -1)))).toEqual([]);
    const answer = logic.solution(item, key);
    const verdict = await check(db, exercise, { part: 'warm-up/sort-reserved', instead: false, answer });
    expect(verdict).toMatchObject({ status: 'scored', score: 1 });

    const lesson = offered[0]!.lessons[0]!;
    const all = await tried(db, offeredParts(offered, `lesson:${lesson.pack}/${lesson.slug}`)!, 0, false);
    expect(all.map(({ named }) => named)).toEqual(lesson.exercises);
    for (const name of ['exercise:warm-up/none', 'lesson:warm-up/sort-reserved', 'warm-up/sort-reserved', ''])
      expect(offeredParts(offered, name)).toBeNull();
  });
});
