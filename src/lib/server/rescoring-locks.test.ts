import { sql, type Kysely } from 'kysely';
import { expect, test, vi } from 'vitest';
import type { Database } from './db/schema.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { checkPart } from './feedback.ts';
import { handIn } from './handing-in.ts';
import { newId } from './ids.ts';
import { apply, asShipped, otherKey, preview } from './rescoring-fixture.ts';
import { pendingOf } from './rescoring-pending.ts';
import { does, keyed, room, SORT } from './results-fixture.ts';
import { T } from './works-fixture.ts';

/** A rescoring, and what learners do at the same time. */

/** Waits until so many transactions wait for others. */
const waiting = (db: Kysely<Database>, count: number) =>
  vi.waitFor(async () => {
    const { rows } = await sql`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
    `.execute(db);
    expect(rows).toHaveLength(count);
  });

describeOnEachEngine('a rescoring', (open, engine) => {
  test.runIf(engine === 'postgres')(
    'waits for who is handing in, whose marks are then by the key that counts',
    async () => {
      const here = await room((await open()).db, ['quiet heron', 'brave otter'], [SORT]);
      const { db, assignment, learners } = here;
      await does(here, 'quiet heron', [keyed]);
      const work = await does(here, 'brave otter', [keyed], { handsIn: false });
      const id = await preview(here, otherKey.present);
      // Who hands in is stopped between the answers that are read and the marks that they get.
      const stop = await db.startTransaction().execute();
      await sql`LOCK TABLE accepted IN ACCESS EXCLUSIVE MODE`.execute(stop);
      const whose = {
        ...{ classId: assignment.classId, assignmentId: assignment.id },
        learnerId: learners['brave otter']!
      };
      const handed = handIn(db, whose, work, T + 9800);
      await waiting(db, 1);
      const applied = apply(here, id, otherKey.present);
      await waiting(db, 2);
      await stop.commit().execute();
      expect(await handed).toMatchObject({ handed_in_by: 'learner' });
      expect(await applied).toEqual({ refused: 'marks-changed' });
      expect((await pendingOf(db, assignment, asShipped)).stale).toBe(0);
    }
  );

  test.runIf(engine === 'postgres')(
    'that was stopped for the sake of a save, which waits for it in turn, is applied after it',
    async () => {
      const here = await room((await open()).db, ['quiet heron', 'brave otter'], [SORT]);
      const { db } = here;
      await does(here, 'quiet heron', [keyed]);
      const work = await does(here, 'brave otter', [keyed], { handsIn: false });
      const id = await preview(here, otherKey.present);
      const { applied } = await db.transaction().execute(async (save) => {
        // Of two that wait for each other the rescoring gives up, which looks after a second.
        await sql`SET LOCAL deadlock_timeout = '10s'`.execute(save);
        await save.updateTable('answer').set({ revision: 2 }).where('work_id', '=', work).execute();
        const applied = apply(here, id, otherKey.present);
        await waiting(db, 1);
        await save.selectFrom('part').select('id').forShare().execute();
        return { applied };
      });
      expect(await applied).toMatchObject({ marks: 1, down: 1 });
      const answers = await db
        .selectFrom('answer')
        .select(['version', 'revision'])
        .orderBy('revision')
        .execute();
      const { version } = otherKey.present(SORT)!;
      expect(answers).toEqual([
        { version, revision: 1 },
        { version, revision: 2 }
      ]);
    }
  );

  test('is applied, or refused, while answers are checked: neither waits for the other', async () => {
    const { db } = await open();
    // The first round opens the connections.
    for (let round = 0; round < 4; round++) {
      const here = await room(db, ['quiet heron', 'brave otter'], [SORT], { feedback: 'at-once' });
      await does(here, 'quiet heron', [keyed]);
      const work = await does(here, 'brave otter', [keyed], { handsIn: false });
      const { id: assignmentId, classId, parts } = here.assignment;
      const sender = { tokenHash: newId(), classId, assignmentId };
      const learner_id = here.learners['brave otter']!;
      await db
        .insertInto('learner_session')
        .values({ token_hash: sender.tokenHash, class_id: classId, learner_id, created_at: T, seen_at: T })
        .execute();
      const [part] = parts;
      const id = await preview(here, otherKey.present);
      const check = { work, part: part!.id, version: part!.version!, revision: 1 };
      await Promise.all([apply(here, id, otherKey.present), checkPart(db, sender, check, T + 2000)]);
      expect(await checkPart(db, sender, check, T + 3000)).toMatchObject({ is: 'checked' });
    }
  });
});
