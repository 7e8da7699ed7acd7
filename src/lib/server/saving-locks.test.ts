import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { describeOnEachEngine } from './db/testing.ts';
import { newId } from './ids.ts';
import { saveAnswer } from './places.ts';
import { versionOf } from './versions.ts';
import { beginWork } from './works.ts';
import { sitting, T } from './works-fixture.ts';

/** Whoever changes what a set of saves goes to, row by row and in an order of their own, is not stopped by it. */

describeOnEachEngine('saves that come at the same time', (open, engine) => {
  async function begun() {
    const { db } = await open();
    const { whose, sender, parts } = await sitting(db);
    const { id: work } = (await beginWork(db, whose, T))!;
    const asked = await Promise.all(
      parts.map(async ({ id: part, version }) => {
        const { blank, logic, item, key } = (await versionOf(db, version!))!;
        return { work, part, version: version!, answers: [blank, logic.solution(item, key)] };
      })
    );
    const sendAll = (base: 0 | 1) =>
      asked.map(({ answers, ...which }) =>
        saveAnswer(
          db,
          sender,
          { ...which, answer: answers[base], base, after: [], delivery: newId() },
          T + base
        )
      );
    /** Changes one row, then, once the saves wait for it, the others: of two that wait for each other this gives up. */
    const whileChanging = async (table: 'part' | 'answer', last: string, base: 0 | 1) => {
      const touch = (change: typeof db, part: string) =>
        sql`UPDATE ${sql.table(table)} SET version = version
          WHERE ${sql.ref(table === 'part' ? 'id' : 'part_id')} = ${part}`.execute(change);
      const sent = await db.transaction().execute(async (change) => {
        await sql`SET LOCAL deadlock_timeout = '1ms'`.execute(change);
        await touch(change, last);
        const outcomes = sendAll(base);
        await vi.waitFor(async () => {
          const { rows } = await sql`
            SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
          `.execute(db);
          expect(rows).toHaveLength(1);
        });
        for (const { part } of asked) await touch(change, part);
        return { outcomes };
      });
      return (await Promise.all(sent.outcomes)).map((each) => (each.is === 'saved' ? each.revision : each));
    };
    return { sendAll, whileChanging, parts: asked.map(({ part }) => part) };
  }

  // Beside a transaction of the embedded database there is no other.
  test.runIf(engine === 'postgres')('wait for a change of keys, which does not wait for them', async () => {
    for (const n of [0, 1, 2]) {
      const { whileChanging, parts } = await begun();
      expect(await whileChanging('part', parts[n]!, 0)).toEqual([1, 1, 1]);
    }
  });

  test.runIf(engine === 'postgres')(
    'wait for a change of answers, which does not wait for them',
    async () => {
      for (const n of [0, 1, 2]) {
        const { sendAll, whileChanging, parts } = await begun();
        await Promise.all(sendAll(0));
        expect(await whileChanging('answer', parts[n]!, 1)).toEqual([2, 2, 2]);
      }
    }
  );
});
