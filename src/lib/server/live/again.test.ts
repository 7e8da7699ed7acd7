import { expect, test } from 'vitest';
import { describeOnEachEngine } from '../db/testing.ts';
import { keyed, TEACHER } from '../results-fixture.ts';
import { HOUR, T } from '../works-fixture.ts';
import { madeOf, setAgain } from './afterwards.ts';
import { Again } from './again.ts';
import { answering, gave, liveRoom } from './fixture.ts';

test('a form names the steps by their numbers, and the drafts that its page knows of, if any', () => {
  const form = { zone: 'UTC', known: '', steps: '1 3' };
  expect(Again.parse(form)).toEqual({ zone: 'UTC', known: [], steps: [1, 3] });
  expect(Again.parse({ ...form, known: 'a b' }).known).toEqual(['a', 'b']);
  for (const steps of ['', 'x', '1 x', '0', '1.5', '-1'])
    expect(Again.safeParse({ ...form, steps }).success, steps).toBe(false);
});

describeOnEachEngine('setting a session again to those who missed it', (open) => {
  test('makes one draft where it is pressed twice, and another where the first is known, also once a known one is deleted', async () => {
    const { db } = await open();
    const here = await liveRoom(db, ['quiet heron', 'brave otter']);
    const [part] = here.parts;
    await here.clicks({ do: 'go', to: 0 }, ...answering(part!));
    await gave(here, 'quiet heron', 1, keyed);
    await here.clicks({ do: 'reveal', part: part! }, { do: 'end' });
    const live = await here.now();
    const by = { classId: here.classId, by: TEACHER, now: T + HOUR };
    const press = (known: string[]) => setAgain(db, live, by, 'UTC', { steps: [1], known });
    const drafts = async () => (await madeOf(db, live)).map(({ assignment }) => ({ id: assignment }));

    const pressed = await Promise.all([press([]), press([])]);
    expect(await drafts()).toHaveLength(1);
    expect(pressed).toEqual([...(await drafts()), ...(await drafts())]);
    const first = (await drafts())[0]!.id;
    const second = (await press([first])) as { id: string };
    expect(await drafts()).toHaveLength(2);

    // A colleague deletes one that the page still knows.
    await db.deleteFrom('assignment').where('id', '=', second.id).execute();
    await Promise.all([press([first, second.id]), press([first, second.id])]);
    expect(await drafts()).toHaveLength(2);
  });
});
