import { sql, type Kysely } from 'kysely';
import { expect, test, vi } from 'vitest';
import { GRACE } from '../classroom/phase.ts';
import type { Save, SaveOutcome } from '../classroom/saving.ts';
import type { Database, Row } from './db/schema.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { newId } from './ids.ts';
import { saveAnswer } from './places.ts';
import { versionOf } from './versions.ts';
import { handIn } from './handing-in.ts';
import { beginWork } from './works.ts';
import { afterFirst, assign, HOUR, sitting, T } from './works-fixture.ts';
import type { Settings } from '../classroom/settings.ts';

describeOnEachEngine('saving an answer', (open, engine) => {
  /** A learner at the marking exercise, which any quotation of its text answers. */
  async function begun(change: Partial<Settings> = {}) {
    const { db } = await open();
    const at = await sitting(db, change);
    const work = await beginWork(db, at.whose, T);
    const part = at.parts[1]!;
    const version = part.version!;
    const pinned = await versionOf(db, version);
    const [passage] = pinned!.item.passages;
    const marks = (...ends: number[]) => ({
      mode: 'mark',
      marks: ends.map((end) => ({
        ...{ source: passage!.source, start: 0, end, quote: passage!.text.slice(0, end) },
        kind: null
      }))
    });
    const save = (of: Partial<Save> = {}): Save => ({
      ...{ work: work!.id, part: part.id, version, answer: marks(4), base: 0, after: [] },
      ...{ delivery: newId(), ...of }
    });
    const send = (of: Save, now = T + 1000, sender = at.sender) => saveAnswer(db, sender, of, now);
    const stored = () => db.selectFrom('answer').selectAll().execute();
    return { ...at, db, work: work!, part, marks, save, send, stored };
  }
  const refused = (outcome: SaveOutcome) => (outcome.is === 'refused' ? outcome.why : outcome);

  test('keeps it, and counts the saves', async () => {
    const { save, send, marks, stored } = await begun();
    expect(await send(save())).toEqual({ is: 'saved', revision: 1, savedAt: T + 1000 });
    expect(await send(save({ base: 1, answer: marks(4, 9) }), T + 2000)).toEqual({
      is: 'saved',
      revision: 2,
      savedAt: T + 2000
    });
    const rows = await stored();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ revision: 2, saved_at: T + 2000, checked_at: null });
    expect(JSON.parse(rows[0]!.answer)).toEqual(marks(4, 9));
  });

  test('saves the same delivery once, also when it comes twice at the same time', async () => {
    const { save, send, stored } = await begun();
    const one = save();
    const both = await Promise.all([send(one, T + 1000), send(one, T + 1001)]);
    expect(both[0]).toEqual(both[1]);
    expect(await send(one, T + 9000)).toEqual(both[0]);
    expect(await stored()).toMatchObject([{ revision: 1 }]);
  });

  test('takes what follows a delivery whose acknowledgement was lost', async () => {
    const { save, send, marks } = await begun();
    const lost = save();
    await send(lost);
    const next = save({ answer: marks(7), after: [lost.delivery] });
    expect(await send(next)).toMatchObject({ is: 'saved', revision: 2 });
  });

  test('does not write over an answer that the sender has not seen, and gives it back', async () => {
    const { save, send, marks, stored } = await begun();
    const there = save({ answer: marks(9) });
    await send(there);
    expect(await send(save({ answer: marks(4) }), T + 5000)).toEqual({
      is: 'conflict',
      answer: marks(9),
      revision: 1,
      delivery: there.delivery,
      savedAt: T + 1000
    });
    expect(JSON.parse((await stored())[0]!.answer)).toEqual(marks(9));
    expect(await send(save({ answer: marks(4), base: 1 }))).toMatchObject({ is: 'saved', revision: 2 });
  });

  test('lets one of two tabs win that save at the same time, and tells the other', async () => {
    const { save, send, marks } = await begun();
    const outcomes = await Promise.all([4, 7, 9].map((end) => send(save({ answer: marks(end) }))));
    expect(outcomes.map(({ is }) => is).sort()).toEqual(['conflict', 'conflict', 'saved']);
    const next = await Promise.all([11, 13].map((end) => send(save({ answer: marks(end), base: 1 }))));
    expect(next.map(({ is }) => is).sort()).toEqual(['conflict', 'saved']);
  });

  test('asks nobody to choose between two answers that say the same', async () => {
    const { save, send } = await begun();
    await send(save());
    expect(await send(save(), T + 5000)).toEqual({ is: 'saved', revision: 1, savedAt: T + 1000 });
  });

  test('takes nothing once it is handed in, and still acknowledges what was saved before', async () => {
    const { db, whose, work, save, send } = await begun();
    const one = save();
    await send(one);
    await handIn(db, whose, work.id, T + 2000);
    expect(refused(await send(save({ base: 1 }), T + 3000))).toBe('handed-in');
    expect(await send(one, T + 3000)).toEqual({ is: 'saved', revision: 1, savedAt: T + 1000 });
  });

  test('takes what arrives within a minute of the end, and nothing later', async () => {
    const { save, send } = await begun({ minutes: 60 });
    expect(await send(save(), T + HOUR + GRACE - 1)).toMatchObject({ is: 'saved' });
    expect(refused(await send(save({ base: 1 }), T + HOUR + GRACE))).toBe('over');
  });

  test('takes nothing of an assignment that was archived, or of a class that has ended, and says which it was', async () => {
    const { db, whose, save, send } = await begun();
    await db.updateTable('class').set({ ended_at: T }).where('id', '=', whose.classId).execute();
    expect(refused(await send(save()))).toBe('ended');
    await db.updateTable('class').set({ ended_at: null }).where('id', '=', whose.classId).execute();
    await db.updateTable('assignment').set({ state: 'archived' }).execute();
    expect(refused(await send(save()))).toBe('archived');
  });

  test('takes what is an answer to this exercise, and nothing else', async () => {
    const { save, send, marks, stored } = await begun();
    const elsewhere = marks(4);
    elsewhere.marks[0]!.quote = 'Nowhere';
    for (const answer of [null, 7, 'x', {}, { mode: 'sort', labels: {}, sure: {} }, elsewhere])
      expect(refused(await send(save({ answer })))).toBe('unfit');
    expect(await stored()).toEqual([]);
  });

  test('takes an answer to the stand-in beside the one to the part itself', async () => {
    const { db, parts, save, send, stored } = await begun();
    const [first] = parts;
    for (const version of [first!.version!, first!.stand_in_version!]) {
      const { blank } = (await versionOf(db, version))!;
      expect(await send(save({ part: first!.id, version, answer: blank }))).toMatchObject({ is: 'saved' });
    }
    expect(await stored()).toHaveLength(2);
  });

  test('finds nothing for another learner, in another class or assignment, or under another version', async () => {
    const { db, whose, sender, other, parts, save, send, stored } = await begun();
    const elsewhere = await sitting(db);
    const second = await assign(db, whose.classId, {}, ['warm-up/mark-careful']);
    expect(refused(await send(save(), T, other.sender))).toBe('unknown');
    expect(refused(await send(save(), T, elsewhere.sender))).toBe('unknown');
    expect(refused(await send(save(), T, { ...sender, assignmentId: second }))).toBe('unknown');
    expect(refused(await send(save(), T, { ...sender, classId: elsewhere.whose.classId }))).toBe(
      'signed-out'
    );
    expect(refused(await send(save({ version: parts[0]!.version! })))).toBe('unknown');
    expect(refused(await send(save({ work: 'nothing' })))).toBe('unknown');
    expect(await stored()).toEqual([]);
  });

  /** Pins the exercise under another key. */
  async function rekeyed(db: Kysely<Database>, { id, version }: Row<'part'>) {
    const { row } = (await versionOf(db, version!))!;
    await db
      .insertInto('pinned')
      .values({ ...row, version: 'rekeyed' })
      .execute();
    await db.updateTable('part').set({ version: 'rekeyed' }).where('id', '=', id).execute();
  }

  test('goes on under a key that was changed meanwhile', async () => {
    const { db, part, save, send, marks, stored } = await begun();
    await send(save());
    await rekeyed(db, part);
    await db.updateTable('answer').set({ version: 'rekeyed' }).execute();
    expect(await send(save({ base: 1, answer: marks(9) }))).toMatchObject({ is: 'saved', revision: 2 });
    expect(await stored()).toMatchObject([{ version: 'rekeyed' }]);
  });

  // The embedded database saves in one transaction, between whose questions nothing comes.
  test.runIf(engine === 'postgres')(
    'takes a first answer under the key that counts when it is written, so that it is marked',
    async () => {
      const { db, whose, sender, work, part, save } = await begun();
      const changing = afterFirst(db, () => rekeyed(db, part));
      expect(await saveAnswer(changing, sender, save(), T + 1000)).toMatchObject({
        is: 'saved',
        revision: 1
      });
      await handIn(db, whose, work.id, T + 2000);
      expect(await db.selectFrom('score').select('version').execute()).toEqual([{ version: 'rekeyed' }]);
    }
  );

  test.runIf(engine === 'postgres')(
    'waits for a key that is being changed, and goes on under it',
    async () => {
      const { db, part, save, send, stored } = await begun();
      const { row } = (await versionOf(db, part.version!))!;
      await db
        .insertInto('pinned')
        .values({ ...row, version: 'rekeyed' })
        .execute();
      const change = await db.startTransaction().execute();
      await change.updateTable('part').set({ version: 'rekeyed' }).where('id', '=', part.id).execute();
      const sent = send(save());
      await vi.waitFor(async () => {
        const { rows } = await sql`
          SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
        `.execute(db);
        expect(rows).toHaveLength(1);
      });
      await change.commit().execute();
      expect(await sent).toMatchObject({ is: 'saved', revision: 1 });
      expect(await stored()).toMatchObject([{ version: 'rekeyed' }]);
    }
  );

  test('says that nobody is signed in where the device left the class', async () => {
    const { db, sender, save, send } = await begun();
    await db.deleteFrom('learner_session').where('token_hash', '=', sender.tokenHash).execute();
    expect(refused(await send(save()))).toBe('signed-out');
  });
});
