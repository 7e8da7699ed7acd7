import { expect, test } from 'vitest';
import { settingsToBeginWith } from '../../classroom/settings.ts';
import { madeOf } from '../live/afterwards.ts';
import { liveRoom, T } from '../live/fixture.ts';
import { TEACHER } from '../results-fixture.ts';
import { migrations } from './migrations.ts';
import { openStore } from './store.ts';
import { describeOnEachPlace } from './testing.ts';

describeOnEachPlace('what was made of live sessions', (place) => {
  test('before it was noted is noted as the history of the class has it, and nothing else is', async () => {
    const here = await place('nothing');
    const { '0008-live-made': _, ...before } = migrations;
    const old = await openStore(here, { steps: before });
    const room = await liveRoom(old.db, []);
    const made = { class_id: room.classId, created_by: TEACHER, words: '', updated_at: T };
    const archived = (id: string, title: string, created_at: number) => ({
      ...{ ...made, id, title, state: 'archived' as const, created_at },
      settings: JSON.stringify(settingsToBeginWith('UTC'))
    });
    const titles = ['Today (live, first answers)', 'Today (live, last answers)'] as const;
    await old.db
      .insertInto('assignment')
      .values([
        archived('first', titles[0], T),
        archived('last', titles[1], T),
        archived('other', titles[1], 1)
      ])
      .execute();
    for (const [i, title] of titles.entries())
      await old.db
        .insertInto('audit')
        .values({
          ...{ id: `line-${i}`, class_id: room.classId, actor: TEACHER, what: 'assignment-changed' },
          ...{ detail: `Made marks of a live session: “${title}”.`, at: T + 5 + i }
        })
        .execute();
    await old.close();

    const store = await openStore(here);
    expect(await madeOf(store.db, { id: room.live })).toMatchObject([
      { assignment: 'first', what: 'first', at: T + 5, by: TEACHER },
      { assignment: 'last', what: 'last', at: T + 6, by: TEACHER }
    ]);
    await store.close();
  });
});
