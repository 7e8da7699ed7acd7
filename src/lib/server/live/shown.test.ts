import { expect, test } from 'vitest';
import { findExercise } from '../../packs/submission.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { packs } from '../packs.ts';
import { asSet } from '../pinned.ts';
import { liveOf } from './sessions.ts';
import { startLive } from './starting.ts';
import { keyItems, listedSteps, shownStep } from './shown.ts';
import { room, TEACHER } from '../results-fixture.ts';
import { T } from '../works-fixture.ts';

describeOnEachEngine('a step of a live session', (open) => {
  test('is shown with its texts, and without its key until that may be seen', async () => {
    const { db } = await open();
    const { assignment } = await room(db, []);
    const { classId } = assignment;
    const started = await startLive(db, { assignment, title: 'Today' }, { classId, by: TEACHER, now: T });
    if (!started || !('id' in started)) throw new Error('it did not start');
    const live = (await liveOf(db, classId, started.id, T))!;
    const part = live.parts[0]!.id;
    const before = (await shownStep(db, live, part, false))!;
    expect(before.key).toBeNull();
    const after = (await shownStep(db, live, part, true))!;
    expect(after.key?.items.length).toBeGreaterThan(5);
    for (const { place } of after.key!.items) {
      const text = after.item.passages.find(({ source }) => source === place!.source)!.text;
      expect(text.slice(place!.start, place!.end)).toBe(place!.quote);
    }
    const secret = after.key!.items.flatMap(({ reason }) => (reason ? [reason] : []));
    for (const reason of secret) expect(JSON.stringify(before)).not.toContain(JSON.stringify(reason));
    expect(await listedSteps(db, live)).toMatchObject([{ part }, { part: live.parts[1]!.id }]);
    expect(await shownStep(db, live, 'nosuchpart', true)).toBeNull();
  });
});

test('of every exercise that ships the key says what it has of each item, why, or that careful readers differ', async () => {
  const names = (await packs()).flatMap(({ slug, exercises }) =>
    exercises.map((one) => `${slug}/${one.slug}`)
  );
  for (const name of names) {
    expect(findExercise(await packs(), name)).toBeDefined();
    const pinned = await asSet(null as never, null, name);
    const items = await keyItems(pinned!);
    expect(items.length, name).toBeGreaterThan(2);
    expect(new Set(items.map(({ id }) => id)).size, name).toBe(items.length);
    for (const item of items)
      expect(
        item.says !== null || item.marked !== null || item.contested !== null,
        `${name} ${item.id}`
      ).toBe(true);
    // Nothing is drawn in bars where figures are asked for, and only there.
    expect(new Set(items.map(({ figure }) => figure)), name).toEqual(
      new Set([pinned!.row.type === 'figures'])
    );
    // Marks are compared by their words: an exercise of marks has some that the key has, and some that it has not.
    if (items.some(({ marked }) => marked !== null))
      expect(new Set(items.map(({ marked }) => marked)), name).toEqual(new Set([true, false]));
  }
});
