import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { LiveState } from '../../classroom/live/state.ts';
import { catalogue } from '../catalogue.ts';
import { changeClass } from '../classes.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { eraseLearner } from '../erasure.ts';
import { checkRetention } from '../retention.ts';
import { LocalBus } from './bus.ts';
import { chosenOf } from './choosing.ts';
import { clicks, found, liveClass, saves, T } from './fixture.ts';
import { FORGOTTEN } from './ending.ts';
import { takeSeat } from './seats.ts';
import { click, liveOf, livesOf, runningIn } from './sessions.ts';
import { startLive } from './starting.ts';
import { isUnrevealed } from './warning.ts';

describeOnEachEngine('a session', (open, engine) => {
  const by = (classId: string, now = T) => ({ classId, by: 'teacher', now });

  test('ends with its class, and does not run again when that is opened again', async () => {
    const { db } = await open();
    const at = await liveClass(db, 1);
    await changeClass(db, 'ended', by(at.classId, T + 5));
    expect((await liveOf(db, at.classId, at.live, T + 5))?.state.endedAt).toBe(T + 5);
    await changeClass(db, 'reopened', by(at.classId, T + 6));
    expect(await runningIn(db, at.classId, T + 6)).toBeNull();
    const outcome = await click(db, at.live, { do: 'go', to: 0 }, by(at.classId, T + 6));
    expect(outcome).toHaveProperty('refused');
  });

  test('is not started beside another: who starts one is told which runs, those who start at once too', async () => {
    const { db } = await open();
    const at = await liveClass(db, 0);
    const from = { title: 'Today', steps: chosenOf(await catalogue(), ['warm-up/sort-careful']) };
    const start = () => startLive(db, from, by(at.classId));
    expect(await start()).toEqual({ running: at.live });
    await clicks(db, new LocalBus(), at, { do: 'end' });
    const both = await Promise.all([start(), start()]);
    const [started] = both.filter((each) => each && 'id' in each) as { id: string }[];
    expect(both).toContainEqual({ running: started!.id });
  });

  test('that was forgotten for twelve hours counts as ended, and is ended by who looks at it', async () => {
    const { db } = await open();
    const at = await liveClass(db, 1, ['warm-up/sort-reserved']);
    await takeSeat(db, await found(db, at), at.pupils[0]!.id, T + 1000);
    const over = T + 1000 + FORGOTTEN;
    const exercise = { pack: 'warm-up', slug: 'sort-reserved' };
    expect(await runningIn(db, at.classId, over - 1)).toMatchObject({ id: at.live });
    expect(await isUnrevealed(db, at.classId, exercise, over - 1)).toBe(true);
    expect(await livesOf(db, at.classId, over - 1)).toMatchObject([{ endedAt: null }]);
    expect(await runningIn(db, at.classId, over)).toBeNull();
    expect(await isUnrevealed(db, at.classId, exercise, over)).toBe(false);
    const live = (await liveOf(db, at.classId, at.live, over))!;
    expect(live).toMatchObject({ state: { endedAt: over } });
    expect(await livesOf(db, at.classId, over)).toMatchObject([{ endedAt: over }]);
    const audit = await db.selectFrom('audit').selectAll().where('actor', '=', 'system').execute();
    expect(audit).toMatchObject([{ what: 'live-session' }]);
  });

  test('in which somebody answered is not forgotten, though nobody is on the line', async () => {
    const { db } = await open();
    const at = await liveClass(db, 1);
    const [part] = at.parts;
    await clicks(db, new LocalBus(), at, { do: 'go', to: 0 }, { do: 'open', part: part!, minutes: null });
    await saves(db, new LocalBus(), at, at.pupils[0]!);
    await db
      .updateTable('answer')
      .set({ saved_at: T + 1 })
      .execute();
    expect(await runningIn(db, at.classId, T + FORGOTTEN)).not.toBeNull();
    expect(await runningIn(db, at.classId, T + 1 + FORGOTTEN)).toBeNull();
  });

  test('that nobody looks at is ended with what retention looks through', async () => {
    const { db } = await open();
    const at = await liveClass(db, 0);
    await checkRetention(db, T + FORGOTTEN, 365);
    const row = await db.selectFrom('live').selectAll().where('id', '=', at.live).executeTakeFirstOrThrow();
    expect(row.ended_at).toBe(T + FORGOTTEN);
  });

  if (engine === 'postgres')
    test('keeps a click that comes while a learner is erased from it', async () => {
      const { db } = await open();
      const at = await liveClass(db, 2);
      const gone = at.pupils[0]!.id;
      await clicks(db, new LocalBus(), at, { do: 'out', learner: gone });
      const erased = await db.transaction().execute(async (tx) => {
        const row = await tx
          .selectFrom('live')
          .selectAll()
          .where('id', '=', at.live)
          .executeTakeFirstOrThrow();
        const state = { ...LiveState.parse(JSON.parse(row.state)), endedAt: T };
        await tx
          .updateTable('live')
          .set({ state: JSON.stringify(state), version: row.version + 1, ended_at: T })
          .where('id', '=', at.live)
          .execute();
        const erasing = eraseLearner(db, gone, by(at.classId));
        // It has begun, and waits for the click.
        await vi.waitFor(async () => {
          const { rows } =
            await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
              db
            );
          expect(rows).toHaveLength(1);
        });
        return { erasing };
      });
      await erased.erasing;
      expect((await found(db, at)).state).toMatchObject({ endedAt: T, out: [] });
    });
});
