import { expect, test } from 'vitest';
import type { Settings } from '../classroom/settings.ts';
import { archive, assignmentOf, draftOf, updateAssignment } from './assignments.ts';
import { changeClass } from './classes.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { goOn, handInOverdue } from './handing-in.ts';
import { doing, HOUR, sitting, T } from './works-fixture.ts';

describeOnEachEngine('what the time had handed in', (open) => {
  /** A learner who has answered the second exercise, and an instructor. */
  async function stopped(change: Partial<Settings> = {}) {
    const { db } = await open();
    const at = await sitting(db, change);
    const { begin, solve } = doing(at);
    await solve(1, (await begin())!);
    const { classId, assignmentId } = at.whose;
    const by = (now: number) => ({ classId, by: 'teacher', now });
    const handedIn = async (now: number) => {
      await handInOverdue(db, {}, now);
      return (await db.selectFrom('work').select('handed_in_by').executeTakeFirstOrThrow()).handed_in_by;
    };
    const counting = async () =>
      (await db.selectFrom('score').select('id').where('replaced_at', 'is', null).execute()).length;
    const now = () => assignmentOf(db, classId, assignmentId);
    return { ...at, db, by, handedIn, counting, now };
  }

  test('goes on where an assignment is taken out of the archive again', async () => {
    const { db, whose, by, handedIn, counting, now } = await stopped();
    await archive(db, whose.assignmentId, (await now()).updatedAt, by(T + 2000));
    expect([await handedIn(T + 3000), await counting()]).toEqual(['time', 1]);
    await archive(db, whose.assignmentId, (await now()).updatedAt, by(T + 4000), false);
    expect([await handedIn(T + 5000), await counting()]).toEqual([null, 0]);
  });

  test('goes on where a class is opened again', async () => {
    const { db, by, handedIn } = await stopped();
    await changeClass(db, 'ended', by(T + 2000));
    expect(await handedIn(T + 3000)).toBe('time');
    await changeClass(db, 'reopened', by(T + 4000));
    expect(await handedIn(T + 5000)).toBeNull();
  });

  test('goes on where the assignment closes later, and stays where its own time is over', async () => {
    for (const [minutes, after] of [
      [null, null],
      [30, 'time']
    ] as const) {
      const { db, whose, by, handedIn, now } = await stopped({ closes: T + HOUR, minutes });
      expect(await handedIn(T + 2 * HOUR)).toBe('time');
      const assignment = await now();
      const draft = draftOf(assignment);
      draft.settings = { ...draft.settings, closes: T + 9 * HOUR };
      const changed = await updateAssignment(
        db,
        whose.assignmentId,
        draft,
        assignment.updatedAt,
        by(T + 2 * HOUR)
      );
      expect(changed).toHaveProperty('assignment');
      expect(await handedIn(T + 3 * HOUR)).toBe(after);
    }
  });

  test('by a clock that stood ahead goes on, and what the learner handed in stays', async () => {
    const { db, handedIn } = await stopped({ closes: T + HOUR });
    expect(await handedIn(T + 2 * HOUR)).toBe('time');
    const { begin, submit } = doing(await sitting(db));
    const work = (await begin())!;
    await submit(work, T + 1000);
    expect(await db.transaction().execute((tx) => goOn(tx, {}, T + 2000))).toBe(1);
    const handed = await db.selectFrom('work').select('id').where('handed_in_at', 'is not', null).execute();
    expect(handed).toEqual([{ id: work.id }]);
  });
});
