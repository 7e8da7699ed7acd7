import { expect, test } from 'vitest';
import { atWork } from './classes.ts';
import { describeOnEachEngine } from './db/testing.ts';
import { handIn } from './handing-in.ts';
import { sitting, T } from './works-fixture.ts';
import { beginWork } from './works.ts';

describeOnEachEngine('a class that is to be ended', (open) => {
  test('says how many of its learners are at work, each once', async () => {
    const { db } = await open();
    const { whose, other } = await sitting(db);
    await sitting(db).then((elsewhere) => beginWork(db, elsewhere.whose, T));
    expect(await atWork(db, whose.classId)).toBe(0);
    const work = await beginWork(db, whose, T);
    await beginWork(db, other.whose, T);
    expect(await atWork(db, whose.classId)).toBe(2);
    await handIn(db, whose, work!.id, T + 1);
    expect(await atWork(db, whose.classId)).toBe(1);
  });
});
