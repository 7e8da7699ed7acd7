import { expect, test } from 'vitest';
import type { Click } from '../../classroom/live/clicks.ts';
import type { Place } from '../../exercises/define.ts';
import { findExercise } from '../../packs/submission.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { packs } from '../packs.ts';
import { asSet } from '../pinned.ts';
import { answering, liveRoom } from './fixture.ts';
import { liveOf } from './sessions.ts';
import { startLive } from './starting.ts';
import { keyItems, listedSteps, shownStep } from './shown.ts';
import { room, TEACHER } from '../results-fixture.ts';
import { T } from '../works-fixture.ts';

describeOnEachEngine('a step of a live session', (open) => {
  test('is pointed at in its key’s own numbers once that is revealed, and not before', async () => {
    const { db } = await open();
    const at = await liveRoom(db, [], ['warm-up/ledger-three']);
    const part = at.parts[0]!;
    const { items } = (await shownStep(db, await at.now(), part, true))!.key!;
    const point = (asked: boolean): Click => {
      const { id, place } = items.find((item) => item.place && item.asked === asked)!;
      const { source, start, end } = place!;
      return { do: 'point', part, place: { source, start, end, unit: id } };
    };
    await at.clicks({ do: 'go', to: 0 }, ...answering(part), { do: 'show', part }, point(true));
    await expect(at.clicks(point(false))).rejects.toThrow('That is in the key alone.');
    expect((await at.now()).state.steps[0]!.pointed).toEqual((point(true) as { place: unknown }).place);
    await at.clicks({ do: 'reveal', part }, point(false));
  });

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

/** Every place in a value, as text. */
function placesIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  const { source, start, end } = value as Partial<Place>;
  const own = start === undefined ? [] : [`${source} ${start} ${end}`];
  return [...own, ...Object.values(value).flatMap(placesIn)];
}

test('of every exercise that ships nothing can be pointed at from the key, before it is revealed, at a place that only the key has', async () => {
  const secret = new Map<string, number>();
  for (const { slug, exercises } of await packs())
    for (const one of exercises) {
      const pinned = (await asSet(null as never, null, `${slug}/${one.slug}`))!;
      const known = new Set(placesIn(pinned.item));
      for (const { id, place, asked } of await keyItems(pinned)) {
        const isKnown = place !== null && known.has(`${place.source} ${place.start} ${place.end}`);
        expect(asked && !isKnown, `${slug}/${one.slug} ${id}`).toBe(false);
        if (place && !asked) secret.set(pinned.row.type, (secret.get(pinned.row.type) ?? 0) + 1);
      }
    }
  // The numbers of a ledger, and words that are marked freely.
  expect([...secret.keys()].sort()).toEqual(['attribution', 'figures']);
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
