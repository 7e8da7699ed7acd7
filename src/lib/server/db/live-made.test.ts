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
    const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0008'));
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
    const work = (id: string, assignment_id: string) => ({
      ...{ id, class_id: room.classId, assignment_id, learner_id: 'calm', number: 1, started_at: T },
      ...{ kind: 'assigned' as const, late: 0 as const }
    });
    await old.db
      .insertInto('learner')
      .values({ id: 'calm', class_id: room.classId, name: 'calm lake', typed: 0, created_at: T })
      .execute();
    await old.db
      .insertInto('work')
      .values([work('marked', 'first'), work('done', 'other')])
      .execute();
    for (const [i, title] of titles.entries())
      await old.db
        .insertInto('audit')
        .values({
          ...{ id: `line-${i}`, class_id: room.classId, actor: TEACHER, what: 'assignment-changed' },
          ...{ detail: `Made marks of a live session: “${title}”.`, at: T + 5 + i }
        })
        .execute();
    // The same title was given to a later session of the class, and marks were made of it as well.
    const {
      id: _id,
      assignment_id: _of,
      ...again
    } = await old.db.selectFrom('live').selectAll().where('id', '=', room.live).executeTakeFirstOrThrow();
    const later = T + 1000;
    await old.db
      .insertInto('assignment')
      .values([archived('later', 'Today', later), archived('later-first', titles[0], later)])
      .execute();
    await old.db
      .insertInto('live')
      .values({ ...again, id: 'later', assignment_id: 'later', created_at: later, ended_at: later + 1 })
      .execute();
    await old.db
      .insertInto('audit')
      .values({
        ...{ id: 'line-later', class_id: room.classId, actor: TEACHER, what: 'assignment-changed' },
        ...{ detail: `Made marks of a live session: “${titles[0]}”.`, at: later + 5 }
      })
      .execute();
    await old.close();

    const store = await openStore(here);
    expect(await madeOf(store.db, { id: room.live })).toMatchObject([
      { assignment: 'first', what: 'first', at: T + 5, by: TEACHER },
      { assignment: 'last', what: 'last', at: T + 6, by: TEACHER }
    ]);
    expect(await madeOf(store.db, { id: 'later' })).toMatchObject([
      { assignment: 'later-first', what: 'first', at: later + 5, by: TEACHER }
    ]);
    const audiences = await store.db.selectFrom('assignment').select(['id', 'audience']).execute();
    expect(
      audiences
        .filter(({ audience }) => audience === 'chosen')
        .map(({ id }) => id)
        .sort()
    ).toEqual([...['first', 'last', 'later-first']]);
    // Marks are for those who have one, and what was set is for the class.
    const chosen = await store.db.selectFrom('chosen').select(['assignment_id', 'learner_id']).execute();
    expect(chosen).toEqual([{ assignment_id: 'first', learner_id: 'calm' }]);
    await store.close();
  });
});
