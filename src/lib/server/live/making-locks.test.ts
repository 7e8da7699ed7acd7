import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { describeOnEachEngine } from '../db/testing.ts';
import { madeOf, setAgain } from './afterwards.ts';
import { sessionOver } from './fixture.ts';
import { lockLives } from './locking.ts';
import { intoMarks, marksToMake } from './marks.ts';

/** Whoever makes something of a session while a learner of it is erased does not fail over it. */

describeOnEachEngine('what is made of a session while a learner is erased', (open, engine) => {
  /** Erases a learner as `eraseLearner` does, with something begun once their row is held and the session is not yet. */
  async function whileErasing(
    name: string,
    make: (at: Awaited<ReturnType<typeof sessionOver>>) => Promise<unknown>
  ) {
    const { db } = await open();
    const at = await sessionOver(db);
    const { making } = await db.transaction().execute(async (erasing) => {
      // Of two that wait for each other the other one gives up.
      await sql`SET LOCAL deadlock_timeout = '1min'`.execute(erasing);
      await erasing.deleteFrom('learner').where('id', '=', at.learners[name]!).execute();
      const making = make(at);
      await vi.waitFor(async () => {
        const { rows } = await sql`
          SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
        `.execute(db);
        expect(rows).toHaveLength(1);
      });
      await lockLives(erasing, 'id', at.live.id);
      return { making };
    });
    return { made: await making, of: await madeOf(db, at.live) };
  }

  // Beside a transaction of the embedded database there is no other.
  test.runIf(engine === 'postgres')('marks are looked at once more', async () => {
    const { made, of } = await whileErasing('quiet heron', async ({ db, live, by }) => {
      const { seen } = await marksToMake(db, live, 'first');
      return intoMarks(db, live, { which: 'first', missing: 'zero' }, seen, by);
    });
    expect(made).toEqual({ changed: true });
    expect(of).toEqual([]);
  });

  test.runIf(engine === 'postgres')('a draft is for those who are left', async () => {
    const { made, of } = await whileErasing('calm lake', ({ db, live, by }) =>
      setAgain(db, live, by, 'UTC', { steps: [1], known: [] })
    );
    expect(made).toHaveProperty('refused');
    expect(of).toEqual([]);
  });
});
