import { expect, test } from 'vitest';
import { MarkedItem } from '../classroom/marked.ts';
import { assignmentOf, type Assignment } from './assignments.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { newId } from './ids.ts';
import { resultsOf } from './marks.ts';
import { applyRescoring, discardRescoring, rescoringOf } from './rescoring-apply.ts';
import { apply, asShipped, doing, otherKey, preview, replacing } from './rescoring-fixture.ts';
import { beginPreview, stage } from './rescoring.ts';
import { pendingOf, type Present } from './rescoring-pending.ts';
import { does, keyed, MARK, off, room, SORT, TEACHER, type Room } from './results-fixture.ts';
import { T } from './works-fixture.ts';

const again = ({ db, assignment }: Room): Promise<Assignment> =>
  assignmentOf(db, assignment.classId, assignment.id);

async function marks(here: Room): Promise<Record<string, number | null>> {
  const { learners } = await resultsOf(here.db, await again(here), T + 9000);
  return Object.fromEntries(learners.map(({ name, mark }) => [name, mark]));
}

const propose = (
  { db, assignment }: Room,
  reading: { item_id: string; given: string },
  more: { applied_at?: number; leaving?: 0 | 1 } = {}
) =>
  db
    .insertInto('accepted')
    .values({
      ...{ id: newId(), class_id: assignment.classId, assignment_id: assignment.id },
      ...{ part_id: assignment.parts[0]!.id, version: assignment.parts[0]!.version! },
      ...{ ...reading, reason: 'It can be read so.', created_by: TEACHER, created_at: T, ...more }
    })
    .execute();

describeOnEachEngine('a rescoring', (open) => {
  test('is not offered where nothing has changed', async () => {
    const here = await room((await open()).db, ['quiet heron']);
    await does(here, 'quiet heron', [keyed, keyed]);
    expect((await pendingOf(here.db, here.assignment, asShipped)).slots.map(({ now }) => now)).toEqual([
      'same',
      'same'
    ]);
    expect(await beginPreview(here.db, here.assignment, asShipped, doing)).toBeNull();
  });

  test('brings another key in for everybody: marks, what is pinned, and the history', async () => {
    const here = await room((await open()).db, ['quiet heron', 'brave otter']);
    const { db, assignment } = here;
    await does(here, 'quiet heron', [keyed, keyed]);
    await does(here, 'brave otter', [null, keyed]);
    const { slots } = await pendingOf(db, assignment, otherKey.present);
    expect(slots.map(({ now }) => now)).toEqual(['key', 'same']);
    const before = await marks(here);
    const id = await preview(here, otherKey.present);
    expect(await marks(here)).toEqual(before);
    expect(await apply(here, id, otherKey.present)).toEqual({ marks: 1, changed: 1, up: 0, down: 1 });

    const after = await marks(here);
    expect(after['quiet heron']).toBeLessThan(100);
    expect(after['brave otter']).toBe(before['brave otter']);
    const version = otherKey.present(SORT)!.version;
    expect((await again(here)).parts[0]!.version).toBe(version);
    const history = await db
      .selectFrom('score')
      .selectAll()
      .where('part_id', '=', assignment.parts[0]!.id)
      .orderBy('created_at')
      .execute();
    expect(
      history.map(({ score, replaced_at, why, created_by }) => [score === 1, replaced_at, why, created_by])
    ).toEqual([
      [true, T + 10_000, 'Handed in.', null],
      [false, null, doing.why, TEACHER]
    ]);
    const item = MarkedItem.array()
      .parse((JSON.parse(history[1]!.marked) as { items: unknown }).items)
      .find((one) => one.id === otherKey.item);
    expect(item).toMatchObject({ given: otherKey.before, expected: otherKey.after, agrees: false });
    expect(await beginPreview(db, await again(here), otherKey.present, doing)).toBeNull();
    expect(
      await db.selectFrom('audit').select('detail').where('what', '=', 'rescored').execute()
    ).toHaveLength(1);
    expect(await db.selectFrom('rescored').selectAll().execute()).toEqual([]);
  });

  test('what is still being answered goes on under the new key', async () => {
    const here = await room((await open()).db, ['quiet heron']);
    await does(here, 'quiet heron', [keyed, null], { handsIn: false });
    await apply(here, await preview(here, otherKey.present), otherKey.present);
    const answers = await here.db.selectFrom('answer').select('version').execute();
    expect(answers).toEqual([{ version: otherKey.present(SORT)!.version }]);
  });

  test('a text or question that changed is a new exercise, and offers nothing', async () => {
    const here = await room((await open()).db, ['quiet heron']);
    await does(here, 'quiet heron', [keyed, keyed]);
    const exercise = asShipped(SORT)!;
    const otherText = { ...exercise, item: { ...(exercise.item as object), passages: [] }, version: 'new' };
    for (const [present, now] of [
      [replacing(SORT, otherText), 'text'],
      [replacing(SORT, undefined), 'gone']
    ] as const) {
      expect((await pendingOf(here.db, here.assignment, present)).slots[0]!.now).toBe(now);
      expect(await beginPreview(here.db, here.assignment, present, doing)).toBeNull();
    }
  });

  test('an accepted reading counts for everybody once it is applied, and not before', async () => {
    const here = await room((await open()).db, ['quiet heron', 'brave otter', 'calm lake'], [SORT]);
    const { db } = here;
    await does(here, 'quiet heron', [off(1)]);
    await does(here, 'brave otter', [off(1)]);
    const { items } = JSON.parse(
      (await db.selectFrom('score').select('marked').executeTakeFirstOrThrow()).marked
    ) as {
      items: { id: string; agrees: boolean; given: string }[];
    };
    const wrong = items.find(({ agrees }) => agrees === false)!;
    await propose(here, { item_id: wrong.id, given: wrong.given });
    await does(here, 'calm lake', [off(1)]);
    expect(new Set(Object.values(await marks(here))).size).toBe(1);
    expect(await apply(here, await preview(here, asShipped), asShipped)).toMatchObject({ changed: 3, up: 3 });
    expect(Object.values(await marks(here))).toEqual([100, 100, 100]);

    await db.updateTable('accepted').set({ leaving: 1 }).execute();
    expect(await apply(here, await preview(here, asShipped), asShipped)).toMatchObject({
      changed: 3,
      down: 3
    });
    expect(await db.selectFrom('accepted').selectAll().execute()).toEqual([]);
  });

  test('is refused where anything changed since its preview, and nothing is written then', async () => {
    const here = await room((await open()).db, ['quiet heron', 'brave otter'], [SORT, MARK]);
    const { db, assignment } = here;
    await does(here, 'quiet heron', [keyed, keyed]);
    const refuses = async (id: string, present: Present, refused: string) => {
      const before = await db.selectFrom('score').selectAll().orderBy('id').execute();
      expect(await apply(here, id, present)).toEqual({ refused });
      expect(await db.selectFrom('score').selectAll().orderBy('id').execute()).toEqual(before);
    };
    const first = await preview(here, otherKey.present);
    await does(here, 'brave otter', [off(1), null]);
    await refuses(first, otherKey.present, 'marks-changed');

    const second = await preview(here, otherKey.present);
    await refuses(first, otherKey.present, 'gone');
    await refuses(second, asShipped, 'keys-changed');
    await propose(here, { item_id: otherKey.item, given: otherKey.before });
    await refuses(second, otherKey.present, 'keys-changed');

    const third = await beginPreview(db, assignment, otherKey.present, doing);
    await refuses(third!, otherKey.present, 'not-ready');
    await stage(db, third!, () => T);
    // Another assignment’s door does not open it.
    const other = { ...assignment, id: newId() };
    expect(await applyRescoring(db, other, third!, otherKey.present, { by: TEACHER, now: T })).toEqual({
      refused: 'gone'
    });
    expect(await apply(here, third!, otherKey.present)).toMatchObject({ marks: 2 });
    await refuses(third!, otherKey.present, 'gone');
  });

  test('a preview goes on where it stopped, and one that was thrown away leaves nothing', async () => {
    const names = Array.from({ length: 12 }, (_, i) => `learner ${i}`);
    const here = await room((await open()).db, names, [SORT]);
    const { db, assignment } = here;
    for (const name of names) await does(here, name, [keyed]);
    const id = (await beginPreview(db, assignment, otherKey.present, doing))!;
    await stage(db, id, () => T);
    // As a server that was killed in between would have left it.
    const staged = await db.selectFrom('rescored').select('score_id').orderBy('score_id').execute();
    await db.deleteFrom('rescored').where('score_id', '>', staged[4]!.score_id).execute();
    await db.updateTable('rescoring').set({ ready_at: null, outcome: null }).execute();
    expect(await stage(db, id, () => T + 1)).toBe(true);
    expect(JSON.parse((await rescoringOf(db, assignment, id))!.outcome!)).toMatchObject({
      marks: 12,
      changed: 12,
      down: 12
    });
    await discardRescoring(db, assignment, id, doing);
    const lines = await db
      .selectFrom('audit')
      .select('detail')
      .where('what', '=', 'rescoring-prepared')
      .orderBy('detail')
      .execute();
    expect(lines.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^Made the preview/),
      expect.stringMatching(/^Threw the preview/)
    ]);
    expect(await stage(db, id, () => T)).toBe(false);
    expect(await db.selectFrom('rescored').selectAll().execute()).toEqual([]);
    expect(await db.selectFrom('score').selectAll().where('replaced_at', 'is not', null).execute()).toEqual(
      []
    );
  });

  test('a mark that an older key left behind is seen and brought up to the present one', async () => {
    const here = await room((await open()).db, ['quiet heron'], [SORT]);
    await does(here, 'quiet heron', [keyed]);
    await here.db.updateTable('score').set({ version: 'older', score: 0.2 }).execute();
    expect((await pendingOf(here.db, here.assignment, asShipped)).stale).toBe(1);
    expect(await apply(here, await preview(here, asShipped), asShipped)).toMatchObject({ changed: 1, up: 1 });
    expect((await pendingOf(here.db, here.assignment, asShipped)).stale).toBe(0);
  });

  test('an instructor’s own points stay', async () => {
    const here = await room((await open()).db, ['quiet heron'], [SORT]);
    const work = await does(here, 'quiet heron', [keyed]);
    await here.db
      .insertInto('override')
      .values({
        ...{
          id: newId(),
          class_id: here.assignment.classId,
          work_id: work,
          part_id: here.assignment.parts[0]!.id
        },
        ...{ points: 77, reason: 'r', created_by: TEACHER, created_at: T }
      })
      .execute();
    await apply(here, await preview(here, otherKey.present), otherKey.present);
    expect(await marks(here)).toEqual({ 'quiet heron': 77 });
  });
});
