import { expect, test } from 'vitest';
import { WHOLE_CLASS } from '../../classroom/audience.ts';
import { MOST_STEPS } from '../../classroom/draft.ts';
import { createAssignment } from '../assignments.ts';
import { catalogue } from '../catalogue.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { TEACHER } from '../results-fixture.ts';
import { T } from '../works-fixture.ts';
import { choiceOf, join } from '../learners.ts';
import { settingsToBeginWith, zoneOf } from '../../classroom/settings.ts';
import { chosenOf, dropIn, SessionName } from './choosing.ts';
import { liveOf } from './sessions.ts';
import { click } from './sessions.ts';
import { startLive } from './starting.ts';

const names = (steps: ReturnType<typeof chosenOf>) =>
  steps.map(({ of, pack, slug }) => `${of}:${pack}/${slug}`);

test('an exercise, a lesson and the name that a page has are steps; what is in no pack is passed over', async () => {
  const offered = await catalogue();
  const exercise = 'warm-up/sort-careful';
  const lesson = `${offered[0]!.slug}/${offered[0]!.lessons[0]!.slug}`;
  const chosen = chosenOf(offered, [
    ...[`exercise:${exercise}`, `lesson:${lesson}`, exercise, 'exercise:warm-up/none', '../..', '']
  ]);
  expect(names(chosen)).toEqual([`exercise:${exercise}`, `lesson:${lesson}`]);
  expect(names(chosenOf(offered, [lesson]))).toEqual([`lesson:${lesson}`]);
  expect(chosenOf(offered, ['exercise:warm-up/none', 'lesson:warm-up/none'])).toEqual([]);
});

test('they stand in the order in which they were chosen', async () => {
  const offered = await catalogue();
  const [one, other] = ['exercise:warm-up/sort-careful', 'exercise:warm-up/ledger-first'] as const;
  expect(names(chosenOf(offered, [other, one]))).toEqual([other, one]);
});

test('none of them is cut off, however many they are', async () => {
  const offered = await catalogue();
  const all = offered.flatMap(({ slug, exercises }) =>
    exercises.map((one) => `exercise:${slug}/${one.slug}`)
  );
  expect(all.length).toBeGreaterThan(MOST_STEPS);
  expect(names(chosenOf(offered, all))).toEqual(all);
});

test('a name is one line of characters that can be seen, no longer than a wall has room for', () => {
  expect(SessionName.parse('  The  harbour\n bell ')).toBe('The harbour bell');
  expect(SessionName.parse('')).toBe('');
  expect(SessionName.safeParse('a'.repeat(121)).success).toBe(false);
  expect(SessionName.safeParse('a\u202eb').success).toBe(false);
});

test('a zone that no browser has is UTC', () => {
  expect(zoneOf('Europe/Vienna')).toBe('Europe/Vienna');
  expect(zoneOf('Mars/Olympus')).toBe('UTC');
});

describeOnEachEngine('a drop-in class', (open) => {
  test('is named after the day of whoever starts it, open, and ready for a session', async () => {
    const { db } = await open();
    const now = Date.parse('2026-11-27T23:30:00Z');
    const classId = await dropIn(db, { by: TEACHER, now, zone: 'Europe/Vienna' });
    const row = await db.selectFrom('class').selectAll().where('id', '=', classId).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ name: 'Drop-in, 28 November', typed_names: 0, door_shut_at: null });
    expect((await choiceOf(db, classId)).few).toHaveLength(6);
    const chosen = { title: 'Today', steps: chosenOf(await catalogue(), ['warm-up/sort-careful']) };
    const by = { classId, by: TEACHER, now };
    const started = (await startLive(db, chosen, by)) as { id: string };
    expect((await liveOf(db, classId, started.id, now))?.parts).toHaveLength(1);

    await click(db, started.id, { do: 'end' }, { ...by, now: now + 1 });
    const { ended_at } = await db.selectFrom('class').selectAll().executeTakeFirstOrThrow();
    expect(ended_at).toBe(now + 1);
  });

  test('that is used for more than its session goes on after it', async () => {
    const { db } = await open();
    const classId = await dropIn(db, { by: TEACHER, now: T, zone: 'UTC' });
    const by = { classId, by: TEACHER, now: T };
    const chosen = { title: 'Today', steps: chosenOf(await catalogue(), ['warm-up/sort-careful']) };
    const { id } = (await startLive(db, chosen, by)) as { id: string };
    const { join_code } = await db.selectFrom('class').select('join_code').executeTakeFirstOrThrow();
    await join(db, join_code!, (await choiceOf(db, classId)).few[0]!, T);
    const settings = settingsToBeginWith('UTC');
    await createAssignment(
      db,
      { title: 'Homework', words: '', settings, audience: WHOLE_CLASS, steps: [] },
      by
    );
    await click(db, id, { do: 'end' }, by);
    const row = await db.selectFrom('class').selectAll().executeTakeFirstOrThrow();
    expect(row.ended_at).toBeNull();
  });
});
