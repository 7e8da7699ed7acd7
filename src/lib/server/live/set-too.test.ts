import { expect, test } from 'vitest';
import { archive } from '../assignments.ts';
import { describeOnEachEngine } from '../db/testing.ts';
import { MARK, room, SORT, TEACHER } from '../results-fixture.ts';
import { assign, HOUR, T } from '../works-fixture.ts';
import { catalogue } from '../catalogue.ts';
import { liveOf, startLive } from './sessions.ts';
import { setToo } from './set-too.ts';
import { chosenOf } from './starting.ts';

describeOnEachEngine('an exercise that is asked live and can still be handed in', (open) => {
  test('is named with its assignments, until they are closed or archived', async () => {
    const { db } = await open();
    const { assignment } = await room(db, [], [SORT], { closes: T + HOUR });
    const { classId } = assignment;
    const by = { classId, by: TEACHER, now: T };
    const id = await startLive(db, chosenOf(await catalogue(), [SORT, MARK])!, by);
    const live = (await liveOf(db, classId, id!))!;
    const [sort] = live.parts;
    expect(await setToo(db, live, T)).toEqual({ [sort!.id]: ['Whose words'] });
    expect(await setToo(db, live, T + HOUR)).toEqual({});
    const other = await assign(db, classId, {}, [SORT]);
    expect(Object.values(await setToo(db, live, T))).toEqual([['Whose words', 'Whose words']]);
    const changed = await archive(db, assignment.id, assignment.updatedAt, by);
    expect(changed).toHaveProperty('assignment');
    expect(Object.values(await setToo(db, live, T))).toEqual([['Whose words']]);
    expect(other).toHaveLength(20);
  });
});
