import { expect, test } from 'vitest';
import { describeOnEachEngine } from '../db/testing.ts';
import { LocalBus } from './bus.ts';
import { found, liveClass, T } from './fixture.ts';
import { takenInstead, notesOf } from './notes.ts';
import { takeSeat } from './seats.ts';
import { standInLive } from './works.ts';

describeOnEachEngine('what is said of hard texts', (open) => {
  test('is what their own texts speak of, for the steps for which another exercise is offered alone', async () => {
    const { db } = await open();
    const at = await liveClass(db, 0);
    const [note, more] = await notesOf(db, await found(db, at));
    expect(note).toMatchObject({ part: at.parts[1], texts: 1 });
    expect(note!.contains).toMatch(/^The texts? speaks? of the mass killing of civilians at Khojaly.*\.$/);
    expect(note!.own).not.toBe(note!.instead);
    expect(more).toBeUndefined();
  });

  test('comes with what a learner has chosen before the step opens, of their own alone', async () => {
    const { db } = await open();
    const at = await liveClass(db, 2);
    const live = await found(db, at);
    const [one, other] = at.pupils.map(({ id }) => id) as [string, string];
    for (const id of [one, other]) await takeSeat(db, live, id, T);
    const choose = async (instead: boolean) =>
      standInLive(db, new LocalBus(), await found(db, at), { learner: one, part: at.parts[1]!, instead }, T);
    expect(await choose(true)).toBe(true);
    expect(await takenInstead(db, live, one)).toEqual([at.parts[1]]);
    expect(await takenInstead(db, live, other)).toEqual([]);
    expect(await choose(false)).toBe(true);
    expect(await takenInstead(db, live, one)).toEqual([]);
  });
});
