import { expect, test } from 'vitest';
import type { Click } from '../../classroom/live/clicks.ts';
import type { Save } from '../../classroom/saving.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { answersOf, verdictFor } from '../feedback.ts';
import { handIn } from '../handing-in.ts';
import { newId } from '../ids.ts';
import { saveAnswer } from '../places.ts';
import { versionOf } from '../versions.ts';
import { beginWork } from '../works.ts';
import { assign, HOUR } from '../works-fixture.ts';
import { LocalBus } from './bus.ts';
import { clicks, found, liveClass, saves, T } from './fixture.ts';
import { takeSeat } from './seats.ts';
import { liveStep } from './step.ts';
import { revealWarning } from './warning.ts';
import { standInLive } from './works.ts';

const RESERVED = 'warm-up/sort-reserved';

describeOnEachEngine('a step of a live session', (open) => {
  async function begun(steps?: readonly string[]) {
    const { db } = await open();
    const at = await liveClass(db, 2, steps);
    const bus = new LocalBus();
    const live = () => found(db, at);
    for (const { id } of at.pupils) await takeSeat(db, await live(), id, T);
    const [part, next] = at.parts as [string, string];
    return {
      ...{ db, at, bus, live, part, next },
      click: (...all: Click[]) => clicks(db, bus, at, ...all),
      seen: async (n = 0, asked: string | null = null) =>
        liveStep(db, await live(), at.pupils[n]!.id, T, asked),
      save: (n: number, of: Parameters<typeof saves>[4] = {}) => saves(db, bus, at, at.pupils[n]!, of)
    };
  }
  const openIt = (part: string): Click => ({ do: 'open', part, minutes: null });

  test('is none before the first, and none for who has no seat or was taken out', async () => {
    const { db, at, live, click, seen } = await begun();
    expect(await seen()).toBeNull();
    await click({ do: 'go', to: 0 });
    expect(await seen()).toMatchObject({ part: at.parts[0], round: null, work: null, open: false });
    await db.deleteFrom('live_seat').where('learner_id', '=', at.pupils[1]!.id).execute();
    expect(await seen(1)).toBeNull();
    await click({ do: 'out', learner: at.pupils[0]!.id });
    expect(await liveStep(db, await live(), at.pupils[0]!.id, T)).toBeNull();
  });

  test('has what the learner saved, and neither key nor verdict before it is revealed, nor anything of others ever', async () => {
    const { at, part, click, seen, save } = await begun();
    await click({ do: 'go', to: 0 }, openIt(part));
    await save(0);
    await save(1, { end: 9 });
    const before: Click[][] = [
      [],
      [{ do: 'close', part }],
      [{ do: 'show', part }],
      [{ do: 'again', part, minutes: null }],
      [{ do: 'close', part }]
    ];
    for (const each of before) {
      await click(...each);
      const mine = await seen();
      expect(mine).toMatchObject({ verdict: null });
      expect(mine!.first?.verdict ?? null).toBeNull();
      const text = JSON.stringify(mine);
      expect(text).not.toContain('"reason"');
      expect(text).not.toContain(at.pupils[1]!.id);
    }
    await click({ do: 'reveal', part });
    expect(await seen()).toMatchObject({
      ...{ verdict: { status: 'scored' }, round: 2, saved: null, open: false },
      first: { verdict: { status: 'scored' } }
    });
  });

  test('begins its second round with the first answer, and shows both verdicts afterwards', async () => {
    const { part, click, seen, save } = await begun();
    await click({ do: 'go', to: 0 }, openIt(part));
    await save(0);
    const first = await seen();
    expect(first).toMatchObject({ round: 1, saved: { revision: 1 }, first: null, open: true, done: false });
    await click({ do: 'close', part }, { do: 'again', part, minutes: null });
    const second = await seen();
    expect(second).toMatchObject({ round: 2, saved: null, blank: first!.saved!.answer });
    expect(second!.work).not.toBe(first!.work);
    await save(0, { round: 2, end: 9 });
    await click({ do: 'close', part }, { do: 'reveal', part });
    const { verdict, first: before } = (await seen())!;
    expect(before?.answer).toEqual(first!.saved!.answer);
    expect(before?.verdict?.items).not.toEqual(verdict!.items);
    expect((await seen(1))!.verdict).toMatchObject({ status: 'scored', answered: { given: 0 } });
  });

  test('is the present one, or at their own pace any that was opened', async () => {
    const { part, next, click, seen } = await begun();
    await click({ do: 'go', to: 1 }, openIt(part));
    expect((await seen(0, part))!.part).toBe(next);
    await click({ do: 'pace', pace: 'own' });
    expect((await seen(0, part))!.part).toBe(part);
    expect((await seen(0, 'nothing'))!.part).toBe(next);
  });

  test('may be another exercise that counts the same, chosen while first answers are taken', async () => {
    const { db, at, bus, live, next, click, seen } = await begun();
    const choose = async (instead: boolean) =>
      standInLive(db, bus, await live(), { learner: at.pupils[0]!.id, part: next, instead }, T);
    await click({ do: 'go', to: 1 }, openIt(next));
    const own = (await seen())!;
    expect(own).toMatchObject({ as: 'own', other: expect.any(String) });
    expect(await choose(true)).toBe(true);
    expect(await seen()).toMatchObject({ as: 'instead', other: own.exercise.title, part: next });
    expect((await seen())!.exercise.title).toBe(own.other);
    expect(await seen(1)).toMatchObject({ as: 'own' });
    await click({ do: 'close', part: next }, { do: 'show', part: next });
    expect(await choose(false)).toBe(false);
    expect(await seen()).toMatchObject({ as: 'instead', other: null });
  });

  test('was missed by who came in once its answers were closed, and by nobody who was in or gave one', async () => {
    const { db, at, part, click, seen } = await begun();
    const came = (n: number, joined_at: number) =>
      db.updateTable('live_seat').set({ joined_at }).where('learner_id', '=', at.pupils[n]!.id).execute();
    await came(0, 0);
    await came(1, 9_000_000_000_000);
    await click({ do: 'go', to: 0 }, openIt(part));
    expect(await seen(1)).toMatchObject({ missed: false });
    await click({ do: 'close', part });
    expect([(await seen(0))!.missed, (await seen(1))!.missed]).toEqual([false, true]);
    await click({ do: 'reveal', part });
    expect([(await seen(0))!.missed, (await seen(1))!.missed]).toEqual([false, true]);
    const other = await begun();
    await other.db.updateTable('live_seat').set({ joined_at: 9_000_000_000_000 }).execute();
    await other.click({ do: 'go', to: 0 }, openIt(other.part));
    await other.save(0);
    await other.click({ do: 'close', part: other.part });
    expect(await other.seen(0)).toMatchObject({ missed: false });
  });

  test('keeps the key of a reserved exercise closed elsewhere, until it is revealed or the session ends', async () => {
    for (const last of ['reveal', 'end'] as const) {
      const { db, at, part, click } = await begun([RESERVED]);
      const assignmentId = await assign(db, at.classId, { feedback: 'handed-in' }, [RESERVED]);
      const [pupil] = at.pupils;
      const whose = { classId: at.classId, assignmentId, learnerId: pupil!.id };
      const work = (await beginWork(db, whose, T))!;
      const set = (await answersOf(db, whose, T))!.parts[0]!;
      const save: Save = {
        ...{ work: work.id, part: set.id, version: set.version!, base: 0, after: [], delivery: newId() },
        answer: (await versionOf(db, set.version!))!.blank
      };
      expect(await saveAnswer(db, { ...pupil!.sender, assignmentId }, save, T)).toMatchObject({
        is: 'saved'
      });
      await handIn(db, whose, work.id, T + 1);
      const reviewed = async () => {
        const own = (await answersOf(db, whose, T + 2))!;
        return verdictFor(db, own, { work: own.works[0]!, part: set, version: set.version! }, T + 2);
      };
      await click({ do: 'go', to: 0 }, openIt(part), { do: 'close', part });
      expect(await reviewed()).toBeNull();
      await click(last === 'end' ? { do: 'end' } : { do: 'reveal', part });
      expect(await reviewed()).toMatchObject({ status: 'scored' });
    }
  });

  test('is revealed with a warning where somebody may still answer it in an assignment, and names that', async () => {
    const { db, at, live, part, next } = await begun();
    const warns = async (of: string, now = T) => revealWarning(db, await live(), of, now);
    expect(await warns(part)).toBeNull();
    const id = await assign(db, at.classId, { closes: T + HOUR }, ['warm-up/mark-careful']);
    expect(await warns(part)).toContain('“Whose words”');
    expect(await warns(next)).toBeNull();
    expect(await warns(part, T + 2 * HOUR)).toBeNull();
    // More time for one is enough.
    const [one, other] = at.pupils;
    const made = { class_id: at.classId, assignment_id: id, created_by: 'teacher', created_at: T };
    await db
      .insertInto('extension')
      .values({ ...made, learner_id: one!.id, minutes: 0, until: T + 3 * HOUR })
      .execute();
    expect(await warns(part, T + 2 * HOUR)).toContain('“Whose words”');
    for (const { id: learnerId } of [one!, other!]) {
      const whose = { classId: at.classId, assignmentId: id, learnerId };
      const work = (await beginWork(db, whose, T))!;
      await handIn(db, whose, work.id, T + 1);
    }
    expect(await warns(part, T + 2)).toBeNull();
    const another = await assign(db, at.classId, {}, ['warm-up/mark-careful']);
    expect(await warns(part, T + 2)).toContain('“Whose words”');
    await db.updateTable('assignment').set({ audience: 'chosen' }).where('id', '=', another).execute();
    expect(await warns(part, T + 2)).toBeNull();
  });
});
